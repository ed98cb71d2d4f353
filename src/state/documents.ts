import { z } from 'zod';
import { CommandHolder } from './events.js';

/** How a phase or recipe stands outside of any run. */
export const Freshness = z.enum(['never', 'fresh', 'stale', 'failed', 'interrupted', 'running']);
export type Freshness = z.infer<typeof Freshness>;

/** By the median of earlier good runs, with the quartiles between which half of them lay; a band needs two runs. */
const estimate = {
  estimateSeconds: z.number().nullable(),
  estimateLowSeconds: z.number().nullable(),
  estimateHighSeconds: z.number().nullable(),
};

/** One process of a run: a recipe, a phase's own part, a script. */
const PlanUnit = z.object({
  unit: z.string(),
  kind: z.enum(['recipe', 'phase', 'script']),
  /** Units that must have ended well before it starts. */
  needs: z.array(z.string()),
  /** Units whose results are inputs of it: another result of one of them makes it stale. */
  reads: z.array(z.string()),
  state: Freshness,
  willRun: z.boolean(),
  ...estimate,
  /** What the estimate is by: runs in this deploy root, or measurements on another machine. */
  estimateBy: z.enum(['runs', 'elsewhere']).nullable().default(null),
});
export type PlanUnit = z.infer<typeof PlanUnit>;

/** An operator's own tree in place of a source of the catalog. */
const VendoredSource = z.object({
  source: z.string(),
  /** Relative to the deploy root. */
  place: z.string(),
  version: z.string(),
  /** The catalog's version that it stands for. */
  insteadOf: z.string(),
});

const PlanRecipe = z.object({
  name: z.string(),
  title: z.string(),
  state: Freshness,
  willRun: z.boolean(),
  why: z.array(z.string()),
  prebuilt: z.boolean(),
  /** This version has the recipe, but nobody has compiled it yet. */
  untried: z.boolean().default(false),
  vendored: z.array(VendoredSource).default([]),
  ...estimate,
  /** What its last good run took. */
  lastSeconds: z.number().nullable(),
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
      /** Of its own part with those of its recipes that run, as many beside each other as may be. */
      ...estimate,
      lastSeconds: z.number().nullable(),
      recipes: z.array(PlanRecipe),
    }),
  ),
  /** Every unit, in build order: a phase's recipes before the phase itself. */
  units: z.array(PlanUnit),
  jobs: z.number().int(),
  /** How many units run beside each other. */
  unitsAtOnce: z.number().int(),
  /** Wall time of the whole run. */
  ...estimate,
  /** The same as if units of unknown length took none. */
  leastSeconds: z.number(),
  /** The chain of units that no number of processors makes shorter; a unit of unknown length counts as none. */
  criticalPath: z.object({
    seconds: z.number(),
    units: z.array(z.object({ unit: z.string(), seconds: z.number() })),
    /** How many units of the run nobody knows the length of. */
    unknown: z.number().int(),
  }),
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
      /** Who may pause and resume; null: whoever asks first. */
      command: CommandHolder.nullable(),
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
