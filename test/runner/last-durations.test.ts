import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/runner/history.js';
import { lastDurations } from '../../src/runner/last-durations.js';

const start = Date.parse('2026-01-01T00:00:00.000Z');

/** A unit that ran from one second to another of a run. */
const entry = (unit: string, from: number, to: number, runId: string, result: HistoryEntry['result'] = 'done') => ({
  unit,
  profile: 'smechvisor',
  result,
  durationSeconds: to - from,
  cpuSeconds: null,
  peakMemoryBytes: null,
  jobs: null,
  at: new Date(start + to * 1000).toISOString(),
  runId,
});

describe('lastDurations', () => {
  it('counts a phase with its recipes of that run, those beside each other once', () => {
    const last = lastDurations([
      entry('k/linux', 0, 900, 'r1'),
      entry('k', 900, 901, 'r1'),
      entry('k/linux', 0, 100, 'r2'),
      entry('k/musl', 50, 120, 'r2'),
      entry('k', 200, 210, 'r2'),
      entry('k', 0, 3, 'r3', 'failed'),
    ]);
    expect(last.get('k')).toBeCloseTo(130);
    expect(last.get('k/linux')).toBe(100);
    expect(last.has('unheard')).toBe(false);
  });
});
