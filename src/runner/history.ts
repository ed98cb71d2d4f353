import { appendFileSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Layout } from '../host/layout.js';
import { UnitResult } from '../state/events.js';
import type { MemoryUse } from './jobs.js';

/** One finished unit: a line of .smechdeploy/history.ndjson. */
export const HistoryEntry = z.object({
  unit: z.string(),
  profile: z.string(),
  result: UnitResult,
  /** Without the time that the run was paused. */
  durationSeconds: z.number(),
  cpuSeconds: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  /** Jobs it was given; null where an earlier version wrote the line. */
  jobs: z.number().int().nullable().default(null),
  at: z.iso.datetime(),
  runId: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

interface Estimate {
  medianSeconds: number;
  /** Quartiles: half of the runs lay between them. */
  lowSeconds: number;
  highSeconds: number;
  /** Median of what it held at most; null when never measured. */
  peakMemoryBytes: number | null;
  /** The most that it held, and with how many jobs; null when never measured. */
  memory: MemoryUse | null;
  runs: number;
}
/** By unit. */
export type Estimates = Map<string, Estimate>;

const LAST = 10;
const historyFile = (layout: Layout) => path.join(layout.state, 'history.ndjson');

/** Adds one line. Throws what the file system says. */
export function appendHistory(layout: Layout, entry: HistoryEntry): void {
  mkdirSync(layout.state, { recursive: true });
  appendFileSync(historyFile(layout), `${JSON.stringify(entry)}\n`);
}

/** Oldest first; lines that can't be read are left out. */
export async function readHistory(layout: Layout): Promise<HistoryEntry[]> {
  const text = await readFile(historyFile(layout), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return HistoryEntry.safeParse(JSON.parse(line)).data ?? [];
    } catch {
      return [];
    }
  });
}

/** Median and quartiles of each unit's last ten good durations. */
export function estimates(history: readonly HistoryEntry[]): Estimates {
  const good = history.filter((entry) => entry.result === 'done');
  return new Map(
    [...Map.groupBy(good, (entry) => entry.unit)].map(([unit, entries]) => [unit, estimate(entries.slice(-LAST))]),
  );
}

function estimate(entries: HistoryEntry[]): Estimate {
  const durations = entries.map((entry) => entry.durationSeconds);
  const peaks = entries.flatMap((entry) => entry.peakMemoryBytes ?? []);
  return {
    medianSeconds: quantile(durations, 0.5),
    lowSeconds: quantile(durations, 0.25),
    highSeconds: quantile(durations, 0.75),
    peakMemoryBytes: peaks.length === 0 ? null : quantile(peaks, 0.5),
    memory: mostMemory(entries),
    runs: entries.length,
  };
}

function mostMemory(entries: HistoryEntry[]): MemoryUse | null {
  const measured = entries.flatMap(({ peakMemoryBytes, jobs }) =>
    peakMemoryBytes === null || jobs === null ? [] : [{ peakMemoryBytes, jobs }],
  );
  return measured.toSorted((a, b) => b.peakMemoryBytes / b.jobs - a.peakMemoryBytes / a.jobs)[0] ?? null;
}

/** Null for none. */
export const medianOf = (values: number[]): number | null => (values.length === 0 ? null : quantile(values, 0.5));

/** With linear interpolation between the two nearest. */
function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? low;
  return low + (high - low) * (position - Math.floor(position));
}
