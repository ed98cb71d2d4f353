import { z } from 'zod';

/** What the manifest beside an artifact and the verdict of `verify` say of it. */
export const ArtifactOverview = z.object({
  name: z.string(),
  path: z.string(),
  /** Bytes. */
  size: z.number().int(),
  madeAt: z.string(),
  /** The phase; null: there is no manifest that tells. */
  madeBy: z.string().nullable(),
  /** Why the manifest is not to be trusted, in one sentence. */
  problem: z.string().nullable(),
  verdict: z
    .object({
      ok: z.boolean(),
      verifiedAt: z.string(),
      /** Whether it speaks of the present content; null: nobody knows. */
      current: z.boolean().nullable(),
      /** Empty: nothing that boots by itself. */
      boots: z.array(z.object({ firmware: z.string(), ok: z.boolean(), reason: z.string().nullable() })),
      problems: z.array(z.string()),
    })
    .nullable(),
});
export type ArtifactOverview = z.infer<typeof ArtifactOverview>;

/** What there is of a profile in a deploy root, and what a run of all that is stale would take. */
export const ProfileOverview = z.object({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  /** Globs below images/. */
  outputs: z.array(z.string()),
  plan: z
    .object({
      target: z.string(),
      phases: z.number().int(),
      /** Not fresh, without those that are off by default. */
      stale: z.number().int(),
      estimateSeconds: z.number().nullable(),
      estimateLowSeconds: z.number().nullable(),
      estimateHighSeconds: z.number().nullable(),
      /** As if units of unknown length took none. */
      leastSeconds: z.number(),
    })
    .nullable(),
  /** Why there is no plan, in one sentence. */
  problem: z.string().nullable(),
  lastRun: z
    .object({
      id: z.string(),
      state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled', 'interrupted']),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      durationSeconds: z.number().nullable(),
      summary: z.string().nullable(),
    })
    .nullable(),
  artifacts: z.array(ArtifactOverview),
});
export type ProfileOverview = z.infer<typeof ProfileOverview>;

/** `profiles --json`. */
export const ProfilesDocument = z.object({ schemaVersion: z.literal(1), profiles: z.array(ProfileOverview) });
export type ProfilesDocument = z.infer<typeof ProfilesDocument>;
