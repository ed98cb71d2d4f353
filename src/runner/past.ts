import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Layout } from '../host/layout.js';
import { UnitResult } from '../state/events.js';
import type { PastRun, PastRunUnits, PastUnit } from '../state/history.js';
import { parseEvent, reduce } from '../state/reduce.js';
import type { RunState, UnitState } from '../state/run-state.js';
import { plannedUnits, runSeconds } from '../state/selectors.js';
import { runState } from './client.js';
import { type HistoryEntry, medianOf, readHistory } from './history.js';
import { journalFile, runIds } from './run-folder.js';

const LAST = 10;

/** All runs of a deploy root, oldest first. */
export const pastRuns = (layout: Layout): PastRun[] =>
  runIds(layout).flatMap((id) => {
    const state = endedRun(layout, id) ?? runState(layout.root, id);
    return state ? [pastRun(state)] : [];
  });

/** A run and its ended units in the order of its plan, each with what it took before; null when there is no such run. */
export async function pastUnits(layout: Layout, runId: string): Promise<PastRunUnits | null> {
  const state = runIds(layout).includes(runId) ? runState(layout.root, runId) : null;
  if (!state) return null;
  const history = await readHistory(layout);
  return { run: pastRun(state), units: plannedUnits(state).flatMap((unit) => pastUnit(state, unit, history)) };
}

function pastRun(run: RunState): PastRun {
  const { id, profile, target, state, command, startedAt, endedAt, exitCode, summary } = run;
  const durationSeconds = runSeconds(run);
  return { id, profile, target, state, command, startedAt, endedAt, durationSeconds, exitCode, summary };
}

function pastUnit(run: RunState, unit: UnitState, history: HistoryEntry[]): PastUnit[] {
  const result = UnitResult.safeParse(unit.state).data;
  if (!result) return [];
  const own = history.findLastIndex((entry) => entry.runId === run.id && entry.unit === unit.unit);
  const entry = history[own];
  return [
    {
      unit: unit.unit,
      profile: run.profile,
      result,
      durationSeconds: entry?.durationSeconds ?? (unit.durationSeconds || null),
      cpuSeconds: entry?.cpuSeconds ?? null,
      peakMemoryBytes: entry?.peakMemoryBytes ?? null,
      jobs: entry?.jobs ?? null,
      at: unit.endedAt,
      runId: run.id,
      log: unit.log,
      earlier: entry ? earlierOf(entry, history.slice(0, own)) : null,
    },
  ];
}

/** Medians of the last good ones of the same profile. */
function earlierOf({ unit, profile, runId }: HistoryEntry, before: HistoryEntry[]): PastUnit['earlier'] {
  const good = before
    .filter((e) => e.unit === unit && e.profile === profile && e.runId !== runId && e.result === 'done')
    .slice(-LAST);
  if (good.length === 0) return null;
  const median = (key: 'durationSeconds' | 'cpuSeconds' | 'peakMemoryBytes') =>
    medianOf(good.flatMap((entry) => entry[key] ?? []));
  return {
    runs: good.length,
    durationSeconds: median('durationSeconds'),
    cpuSeconds: median('cpuSeconds'),
    peakMemoryBytes: median('peakMemoryBytes'),
  };
}

const HEAD = 1024 * 1024;
const TAIL = 64 * 1024;

/** An ended run by the first and the last line of its journal alone; null where they don't tell. */
function endedRun(layout: Layout, id: string): RunState | null {
  let fd: number;
  try {
    fd = openSync(journalFile(layout, id), 'r');
  } catch {
    return null;
  }
  try {
    const { size } = fstatSync(fd);
    const first = parseEvent(textAt(fd, 0, HEAD).split('\n', 1)[0] ?? '');
    const last = parseEvent(
      textAt(fd, Math.max(0, size - TAIL), TAIL)
        .trimEnd()
        .split('\n')
        .at(-1) ?? '',
    );
    return first?.type === 'run.started' && last?.type === 'run.finished' ? reduce(reduce(null, first), last) : null;
  } finally {
    closeSync(fd);
  }
}

function textAt(fd: number, from: number, length: number): string {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.toString('utf8', 0, readSync(fd, buffer, 0, length, from));
}
