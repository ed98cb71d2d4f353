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

it('takes what was measured of a unit whose recipe says nothing, and of phases, which share nothing out', () => {
  const recipes = [{ name: 'one', cpuSeconds: 100 }, { name: 'two' }];
  const seeded = withSeeds(estimates([]), [{ name: 'a', recipes }], 4, { a: 8, 'a/one': 9, 'a/two': 40 });
  expect([...seeded].map(([unit, { medianSeconds }]) => [unit, medianSeconds])).toEqual([
    ['a', 8],
    ['a/one', 25],
    ['a/two', 10],
  ]);
});
