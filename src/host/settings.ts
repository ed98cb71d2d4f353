import { z } from 'zod';

/** smechdeploy.json: what all operators of a deploy root share. Every field has a default; unknown fields are refused. */
export const DeploySettings = z
  .object({
    /** Catalog entry -> version of the variant to use. */
    versions: z.record(z.string(), z.string()).default({}),
    /** Folders or URLs with files named as in the catalog, asked before upstream. */
    mirrors: z.array(z.string()).default([]),
    target: z.string().optional(),
    /** The host folder that SmechOS's base is restored from. */
    reference: z.string().optional(),
    /** Seconds since 1970: the time stamp of everything that is built. */
    sourceDateEpoch: z.number().int().min(315532800).default(1767225600),
    /** Patch sets to apply, per catalog entry: `debian` (the distribution's security patches) where the catalog has them. */
    hostname: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
      .optional(),
    images: z
      .object({
        espMiB: z.number().int().min(100).default(128),
        rootMiB: z.number().int().min(256).default(4096),
      })
      .strict()
      .prefault({}),
  })
  .strict();
export type DeploySettings = z.infer<typeof DeploySettings>;
