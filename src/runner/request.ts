import { z } from 'zod';

/** What a client asks a new runner for. */
export const RunRequest = z.object({
  schemaVersion: z.literal(1),
  root: z.string(),
  /** Null: as settings say. */
  profile: z.string().nullable(),
  target: z.string().nullable(),
  /** The reference host of the restore phases. */
  reference: z.string().nullable().default(null),
  /** Phases or `phase/recipe`; empty: all that is stale. */
  names: z.array(z.string()),
  from: z.string().nullable(),
  until: z.string().nullable(),
  /** Recipes or groups of them, with what they need. */
  modules: z.array(z.string()).default([]),
  /** A module: what comes before it is left out. */
  resumeFrom: z.string().nullable().default(null),
  force: z.boolean(),
  withNeeds: z.boolean(),
  keepGoing: z.boolean(),
  serial: z.boolean(),
  strict: z.boolean(),
  offline: z.boolean(),
  noPrebuilt: z.boolean(),
  /** Phases or `phase/recipe` that are left out, and so what needs them. */
  skip: z.array(z.string()).default([]),
  /** Null: as settings say, else as many as there are processors and memory for. */
  jobs: z.number().int().min(1).nullable(),
  /** How the operator would type it. */
  command: z.string(),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** What a new runner says to the client that started it, a line each. */
export const RunnerWord = z.discriminatedUnion('type', [
  /** A run that had lost its runner is followed to its end first. */
  z.object({ type: z.literal('adopting'), runId: z.string() }),
  z.object({ type: z.literal('started'), runId: z.string() }),
  z.object({ type: z.literal('nothing'), phases: z.number().int() }),
  /** It was cancelled before it started. */
  z.object({ type: z.literal('cancelled') }),
  z.object({
    type: z.literal('error'),
    message: z.string(),
    exitCode: z.number().int().nullable(),
    stack: z.string().nullable(),
  }),
]);
export type RunnerWord = z.infer<typeof RunnerWord>;

/** A request for `names` alone, with nothing else asked; how it was asked is still to be said. */
export const plainRequest = (root: string, names: string[]): Omit<RunRequest, 'command'> => ({
  schemaVersion: 1,
  root,
  profile: null,
  target: null,
  reference: null,
  names,
  from: null,
  until: null,
  modules: [],
  resumeFrom: null,
  force: false,
  withNeeds: false,
  keepGoing: false,
  serial: false,
  strict: false,
  offline: false,
  noPrebuilt: false,
  skip: [],
  jobs: null,
});
