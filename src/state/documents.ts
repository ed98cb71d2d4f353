import { z } from 'zod';

/** How a phase or recipe stands outside of any run. */
export const Freshness = z.enum(['never', 'fresh', 'stale', 'failed', 'interrupted', 'running']);
export type Freshness = z.infer<typeof Freshness>;

const PlanRecipe = z.object({
  name: z.string(),
  title: z.string(),
  state: Freshness,
  willRun: z.boolean(),
  why: z.array(z.string()),
  prebuilt: z.boolean(),
  estimateSeconds: z.number().nullable(),
});

/** `plan --json`: what would run, why, and how long it may take. Durations in seconds, unknown as null. */
export const PlanDocument = z.object({
  schemaVersion: z.literal(1),
  profile: z.string(),
  root: z.string(),
  target: z.string(),
  /** Where the target was named: flag, SMECH_TARGET, smechdeploy.json, setting, profile, fallback. */
  targetFrom: z.string(),
  phases: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      summary: z.string(),
      group: z.string().nullable(),
      kind: z.enum(['builtin', 'script']),
      /** The script's path; null for a built-in. */
      path: z.string().nullable(),
      state: Freshness,
      willRun: z.boolean(),
      offByDefault: z.boolean(),
      why: z.array(z.string()),
      prebuilt: z.array(z.string()),
      estimateSeconds: z.number().nullable(),
      recipes: z.array(PlanRecipe),
    }),
  ),
  estimateSeconds: z.number().nullable(),
});
export type PlanDocument = z.infer<typeof PlanDocument>;

/** `status --json`. */
export const StatusDocument = z.object({
  schemaVersion: z.literal(1),
  run: z
    .object({
      id: z.string(),
      state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled', 'interrupted']),
      profile: z.string(),
      target: z.string(),
      /** The runner's. */
      pid: z.number().int(),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      exitCode: z.number().int().nullable(),
      summary: z.string().nullable(),
      artifacts: z.array(z.string()),
    })
    .nullable(),
  phases: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      progress: z.object({ done: z.number(), total: z.number().nullable(), label: z.string() }).nullable(),
      startedAt: z.string().nullable(),
      endedAt: z.string().nullable(),
      exitCode: z.number().int().nullable(),
      log: z.string().nullable(),
    }),
  ),
});
export type StatusDocument = z.infer<typeof StatusDocument>;
