import { z } from 'zod';

/** Time in ISO 8601 UTC. */
const at = z.iso.datetime();
/** `phase`, `phase/recipe`, or `sources` (fetching before the first compile). */
const unit = z.string();

/** What a unit's end is called. `cached`: taken from the cache; `fresh`: nothing to do; `blocked`: a unit it needs failed. */
export const UnitResult = z.enum([
  'done',
  'cached',
  'fresh',
  'failed',
  'cancelled',
  'interrupted',
  'blocked',
  'skipped',
]);
export type UnitResult = z.infer<typeof UnitResult>;

/** The command that a unit was at when it ended. Only what this program itself put into its environment is kept. */
export const UnitStep = z.object({
  title: z.string(),
  argv: z.array(z.string()),
  cwd: z.string(),
  environment: z.record(z.string(), z.string()),
  /** The command had no other variables; else the operator's own came on top. */
  wholeEnvironment: z.boolean(),
});
export type UnitStep = z.infer<typeof UnitStep>;

export const UnitError = z.object({
  /** One sentence: what, where, what to do. */
  message: z.string(),
  /** The first real error line of the log, with its number from 1. */
  line: z.string().nullable(),
  lineNumber: z.number().int().nullable(),
  /** The command that re-runs exactly this unit. */
  rerun: z.string(),
  /** What stands around that line in the log. */
  context: z.array(z.object({ number: z.number().int(), text: z.string() })).optional(),
  step: UnitStep.nullable().optional(),
});
export type UnitError = z.infer<typeof UnitError>;

/** A client that has command of a run. */
export const CommandHolder = z.object({
  /** user@terminal, or the user alone. */
  by: z.string(),
  /** What the client is: `interface`, `pause`, ... */
  client: z.string(),
  pid: z.number().int(),
});
export type CommandHolder = z.infer<typeof CommandHolder>;

const PlannedRecipe = z.object({
  name: z.string(),
  title: z.string(),
  willRun: z.boolean(),
  estimateSeconds: z.number().nullable(),
});
export const PlannedPhase = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string().nullable(),
  kind: z.enum(['builtin', 'script']),
  path: z.string().nullable(),
  willRun: z.boolean(),
  estimateSeconds: z.number().nullable(),
  /** Without its recipes. */
  ownEstimateSeconds: z.number().nullable().optional(),
  prebuilt: z.array(z.string()),
  recipes: z.array(PlannedRecipe),
});
export type PlannedPhase = z.infer<typeof PlannedPhase>;

/** The journal's lines, in the order in which the runner wrote them. Everything shown anywhere is a fold over them. */
export const RunEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run.started'),
    at,
    runId: z.string(),
    profile: z.string(),
    root: z.string(),
    target: z.string(),
    jobs: z.number().int(),
    serial: z.boolean().optional(),
    /** Unit -> the units that must have ended before it starts. */
    needs: z.record(z.string(), z.array(z.string())).optional(),
    pid: z.number().int(),
    /** How the operator would type it. */
    command: z.string(),
    phases: z.array(PlannedPhase),
  }),
  /** A new runner goes on with this run after the former one was lost. */
  z.object({ type: z.literal('run.adopted'), at, pid: z.number().int() }),
  z.object({ type: z.literal('unit.started'), at, unit, pid: z.number().int().nullable(), log: z.string() }),
  /** total null: unknown. */
  z.object({
    type: z.literal('unit.progress'),
    at,
    unit,
    done: z.number(),
    total: z.number().nullable(),
    label: z.string(),
  }),
  z.object({
    type: z.literal('unit.usage'),
    at,
    unit,
    cpuSeconds: z.number(),
    memoryBytes: z.number(),
    /** When the log last grew. */
    lastOutputAt: at.nullable(),
    /** To disks, by all its processes so far. */
    writtenBytes: z.number().optional(),
  }),
  /** Something the operator should know that is no failure: a file changed by hand that was kept, a prebuilt part, ... */
  z.object({ type: z.literal('unit.message'), at, unit, level: z.enum(['info', 'warning']), text: z.string() }),
  z.object({
    type: z.literal('unit.finished'),
    at,
    unit,
    result: UnitResult,
    exitCode: z.number().int().nullable(),
    signal: z.string().nullable(),
    durationSeconds: z.number(),
    cpuSeconds: z.number().nullable(),
    peakMemoryBytes: z.number().nullable(),
    fingerprint: z.string().nullable(),
    error: UnitError.nullable(),
  }),
  z.object({ type: z.literal('run.paused'), at, by: z.string() }),
  z.object({ type: z.literal('run.resumed'), at, by: z.string() }),
  z.object({ type: z.literal('run.cancelling'), at, by: z.string() }),
  /** Who may pause and resume from now on; null: whoever asks first. */
  z.object({ type: z.literal('run.command'), at, holder: CommandHolder.nullable() }),
  z.object({
    type: z.literal('run.finished'),
    at,
    state: z.enum(['done', 'failed', 'cancelled', 'interrupted']),
    exitCode: z.number().int(),
    /** Without pauses. */
    durationSeconds: z.number().optional(),
    /** One sentence. */
    summary: z.string(),
    artifacts: z.array(z.string()),
  }),
]);
export type RunEvent = z.infer<typeof RunEvent>;
