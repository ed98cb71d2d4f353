import { z } from 'zod';

/** What the operator prefers, on this machine; what is left out is the default. */
export const Preferences = z.object({
  jobs: z.number().int().min(1).max(1024).optional(),
  /** Colours of the interface: `auto` goes by what the terminal says of its background, `plain` uses none. */
  theme: z.enum(['auto', 'light', 'dark', 'plain']).optional(),
  /** Signs that any terminal has; left out: by locale and terminal. */
  ascii: z.boolean().optional(),
  /** On unless false: a bell at the end of a run, its progress and name told to the terminal. */
  bell: z.boolean().optional(),
  progress: z.boolean().optional(),
  title: z.boolean().optional(),
  /** For what the interface starts: without the network; prebuilt binary packages unless false. */
  offline: z.boolean().optional(),
  prebuilt: z.boolean().optional(),
});
export type Preferences = z.infer<typeof Preferences>;
