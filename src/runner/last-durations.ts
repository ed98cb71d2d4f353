import { phaseOf } from '../state/unit-name.js';
import type { HistoryEntry } from './history.js';

/**
 * What each unit's last good run took. Of a phase: the time during which it or a recipe of it was at work in the run
 * that its own part last ended well in.
 */
export function lastDurations(history: readonly HistoryEntry[]): Map<string, number> {
  const good = history.filter((entry) => entry.result === 'done');
  const last = new Map(good.map((entry) => [entry.unit, entry]));
  return new Map(
    [...last].map(([unit, entry]) => {
      const together = good.filter(({ unit: other, runId }) => runId === entry.runId && phaseOf(other) === unit);
      return [unit, together.length > 1 ? covered(together) : entry.durationSeconds];
    }),
  );
}

/** Seconds that these entries cover, those beside each other once. */
function covered(entries: HistoryEntry[]): number {
  const spans = entries
    .map(({ at, durationSeconds }) => ({ from: Date.parse(at) / 1000 - durationSeconds, to: Date.parse(at) / 1000 }))
    .toSorted((a, b) => a.from - b.from);
  let seconds = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    seconds += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return seconds;
}
