import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { appendHistory, estimates, type HistoryEntry, readHistory } from '../../src/runner/history.js';
import { temporaryFolder } from './tools.js';

const entry = (durationSeconds: number, result: HistoryEntry['result'] = 'done'): HistoryEntry => ({
  unit: 'compile_kernel/linux',
  profile: 'smechvisor',
  result,
  durationSeconds,
  cpuSeconds: 1,
  peakMemoryBytes: 100,
  at: '2026-01-01T00:00:00.000Z',
  jobs: 2,
  runId: 'r1',
});

describe('history', () => {
  it('is kept from one run to the next, and a torn line is left out', async () => {
    const layout = layoutOf(temporaryFolder());
    appendHistory(layout, entry(10));
    appendHistory(layout, entry(20));
    expect(await readHistory(layout)).toHaveLength(2);
    expect(estimates(await readHistory(layout)).get('compile_kernel/linux')).toMatchObject({
      medianSeconds: 15,
      lowSeconds: 12.5,
      highSeconds: 17.5,
      runs: 2,
    });
  });

  it('estimates by the last ten good runs alone', () => {
    const history = [
      entry(1000),
      ...Array.from({ length: 10 }, () => entry(5)),
      entry(9000, 'failed'),
      entry(0, 'cached'),
    ];
    expect(estimates(history).get('compile_kernel/linux')).toMatchObject({
      medianSeconds: 5,
      lowSeconds: 5,
      highSeconds: 5,
      runs: 10,
    });
    expect(estimates([entry(7, 'failed')]).size).toBe(0);
  });

  it('keeps the median within the band and the band within what was seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 10 }),
        (durations) => {
          const found = estimates(durations.map((duration) => entry(duration))).get('compile_kernel/linux');
          if (!found) throw new Error('no estimate');
          const near = 1e-6;
          expect(found.lowSeconds).toBeGreaterThanOrEqual(Math.min(...durations) - near);
          expect(found.lowSeconds).toBeLessThanOrEqual(found.medianSeconds + near);
          expect(found.medianSeconds).toBeLessThanOrEqual(found.highSeconds + near);
          expect(found.highSeconds).toBeLessThanOrEqual(Math.max(...durations) + near);
        },
      ),
    );
  });
});
