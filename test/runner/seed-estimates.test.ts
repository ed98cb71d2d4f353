import { expect, it } from 'vitest';
import { estimates, type HistoryEntry } from '../../src/runner/history.js';
import { withSeeds } from '../../src/runner/seed-estimates.js';

const ran: HistoryEntry = {
  ...{ unit: 'a/one', profile: 'smechos', result: 'done', durationSeconds: 7, cpuSeconds: 12 },
  ...{ peakMemoryBytes: 5, jobs: 2, at: '2026-01-01T00:00:00.000Z', runId: 'r' },
};

it('takes what was measured here before what others measured, and leaves unknown what nobody did', () => {
  const recipes = [{ name: 'one', cpuSeconds: 100 }, { name: 'two', cpuSeconds: 100 }, { name: 'three' }];
  const known = estimates([ran]);
  const seeded = withSeeds(known, [{ name: 'a', recipes }], 4);
  expect(seeded.get('a/one')).toEqual(known.get('a/one'));
  expect(seeded.get('a/two')).toMatchObject({ medianSeconds: 25, runs: 0, memory: null });
  expect(seeded.has('a/three')).toBe(false);
  expect(known.size).toBe(1);
});
