import { z } from 'zod';
import { UnitResult } from './events.js';

/** One run in `history --json`. */
export const PastRun = z.object({
  id: z.string(),
  profile: z.string(),
  target: z.string(),
  state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled', 'interrupted']),
  command: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  exitCode: z.number().int().nullable(),
  summary: z.string().nullable(),
});
export type PastRun = z.infer<typeof PastRun>;

/** What a unit took; null: not measured. */
const Measured = z.object({
  durationSeconds: z.number().nullable(),
  cpuSeconds: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
});

/** One ended unit of a run in `history RUN --json`. */
export const PastUnit = Measured.extend({
  unit: z.string(),
  profile: z.string(),
  result: UnitResult,
  jobs: z.number().int().nullable(),
  at: z.string().nullable(),
  runId: z.string(),
  log: z.string().nullable(),
  /** Medians of its last ten good runs before this one; null: there were none. */
  earlier: Measured.extend({ runs: z.number().int() }).nullable(),
});
export type PastUnit = z.infer<typeof PastUnit>;

export interface PastRunUnits {
  run: PastRun;
  units: PastUnit[];
}

/** By how much more than before, as a fraction: 0.12 is 12% more. Null where one of them is not known, or where it did not end well. */
export function growth(unit: PastUnit, what: 'durationSeconds' | 'cpuSeconds' | 'peakMemoryBytes'): number | null {
  const [now, before] = [unit[what], unit.earlier?.[what] ?? null];
  return unit.result !== 'done' || now === null || before === null || before <= 0 ? null : now / before - 1;
}
