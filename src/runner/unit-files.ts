import path from 'node:path';
import { z } from 'zod';
import { BuildRootName } from '../build/build-root/spec.js';
import { UnitStep } from '../state/events.js';
import { unitFileName } from '../state/unit-name.js';

/** What the runner hands to a unit's process: unit folder/request.json. */
export const UnitRequest = z.object({
  schemaVersion: z.literal(1),
  unit: z.string(),
  kind: z.enum(['recipe', 'phase', 'script', 'sources']),
  root: z.string(),
  profile: z.string(),
  target: z.string(),
  /** The reference host of the restore phases. */
  reference: z.string(),
  jobs: z.number().int().min(1),
  fingerprint: z.string(),
  inputs: z.record(z.string(), z.string()),
  /** Asked for although it may be fresh: what the cache has is not taken for it. */
  forced: z.boolean().default(false),
  offline: z.boolean(),
  noPrebuilt: z.boolean(),
  strict: z.boolean(),
  /** Catalog names to fetch, for kind `sources`. */
  sources: z.array(z.string()).default([]),
  /** Build roots to make, for kind `sources`. */
  buildRoots: z.array(BuildRootName).default([]),
});
export type UnitRequest = z.infer<typeof UnitRequest>;

/** Lines that a unit's process appends to unit folder/events.ndjson. */
export const UnitReport = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.number(), total: z.number().nullable(), label: z.string() }),
  z.object({ type: z.literal('message'), level: z.enum(['info', 'warning']), text: z.string() }),
  /** It is about to start a command of its own. */
  UnitStep.extend({ type: z.literal('step') }),
  /** Why it failed, in one sentence; the process then exits with the code. */
  z.object({ type: z.literal('error'), message: z.string() }),
]);
export type UnitReport = z.infer<typeof UnitReport>;

/** Who supervises it: unit folder/supervisor.json, written by the supervisor before it starts the child. startTime is field 22 of /proc/PID/stat, so that a reused pid is told apart. */
export const SupervisorRecord = z.object({
  pid: z.number().int(),
  startTime: z.string(),
  startedAt: z.iso.datetime(),
  /** Value of SMECHDEPLOY_UNIT in the environment of everything that the unit starts. */
  marker: z.string(),
});
export type SupervisorRecord = z.infer<typeof SupervisorRecord>;

/** What the unit uses, by its supervisor each second: unit folder/usage.json. */
export const UsageRecord = z.object({
  cpuSeconds: z.number(),
  memoryBytes: z.number(),
  lastOutputAt: z.iso.datetime().nullable(),
  writtenBytes: z.number().optional(),
});
export type UsageRecord = z.infer<typeof UsageRecord>;

/** The durable end: unit folder/exit.json, written atomically and synced by the supervisor. No file: it did not end. */
export const ExitRecord = z.object({
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  cpuSeconds: z.number(),
  peakMemoryBytes: z.number(),
});
export type ExitRecord = z.infer<typeof ExitRecord>;

/** The folder of one unit within a run: runs/ID/units/PHASE or runs/ID/units/PHASE~RECIPE. */
export function unitFiles(runDir: string, unit: string) {
  const dir = path.join(runDir, 'units', unitFileName(unit));
  return {
    dir,
    request: path.join(dir, 'request.json'),
    log: path.join(dir, 'log'),
    reports: path.join(dir, 'events.ndjson'),
    supervisor: path.join(dir, 'supervisor.json'),
    usage: path.join(dir, 'usage.json'),
    exit: path.join(dir, 'exit.json'),
  };
}
