import { z } from 'zod';

/** `doctor --json`: what was looked at on this machine, and what to do about what is not well. */
export const DoctorDocument = z.object({
  schemaVersion: z.literal(1),
  profile: z.string(),
  target: z.string(),
  /** Nothing is missing that keeps a build from running. */
  ok: z.boolean(),
  /** Debian packages that were installed just now. */
  installed: z.array(z.string()),
  findings: z.array(
    z.object({
      what: z.string(),
      state: z.enum(['ok', 'missing', 'old', 'warning']),
      detail: z.string(),
      fix: z.string().nullable(),
      package: z.string().nullable(),
      atLeast: z.string().nullable(),
    }),
  ),
});
export type DoctorDocument = z.infer<typeof DoctorDocument>;
