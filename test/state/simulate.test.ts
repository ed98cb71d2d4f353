import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallEstimate } from '../../src/state/estimate.js';
import type { UnitResult } from '../../src/state/events.js';
import { mainLinks } from '../../src/state/main-links.js';
import { startable } from '../../src/state/schedule.js';
import { criticalPath, type TimedUnit, wallSeconds } from '../../src/state/simulate.js';
import { unitOf } from './plan.js';

const timed = (unit: string, seconds: number, needs: string[] = []): TimedUnit => ({
  unit,
  kind: unit.includes('/') ? 'recipe' : 'phase',
  needs,
  seconds,
});

/** Units of which each needs some of those before it. */
const graphs = fc
  .array(
    fc.record({
      recipe: fc.boolean(),
      seconds: fc.integer({ min: 0, max: 1000 }),
      needs: fc.array(fc.nat(20), { maxLength: 3 }),
    }),
    { maxLength: 20 },
  )
  .map((nodes) => {
    const name = (index: number) => (nodes[index]?.recipe ? `p/r${index}` : `p${index}`);
    return nodes.map(({ seconds, needs }, index) =>
      timed(name(index), seconds, needs.filter((need) => need < index).map(name)),
    );
  });

const sumOf = (units: readonly TimedUnit[]) => units.reduce((sum, unit) => sum + unit.seconds, 0);

describe('wallSeconds', () => {
  it('lies between the longest chain and the sum, and is no less than what the processors could share', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 4 }), (units, limit) => {
        const wall = wallSeconds(units, limit);
        expect(wall).toBeGreaterThanOrEqual(criticalPath(units).seconds);
        expect(wall).toBeGreaterThanOrEqual(sumOf(units) / limit);
        expect(wall).toBeLessThanOrEqual(sumOf(units));
      }),
    );
  });

  it('is the sum where one runs at a time, and where only phases run', () => {
    fc.assert(
      fc.property(graphs, (units) => {
        expect(wallSeconds(units, 1)).toBe(sumOf(units));
        const phases = units.map((unit) => ({ ...unit, kind: 'phase' as const }));
        expect(wallSeconds(phases, 3)).toBe(sumOf(units));
      }),
    );
  });

  it('is what the scheduler gives when it is asked about every unit at every end', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 3 }), (units, limit) => {
        const ended = new Map<string, UnitResult>();
        let running: { unit: string; end: number }[] = [];
        let now = 0;
        for (;;) {
          const standings = { ended, running: new Set(running.map(({ unit }) => unit)) };
          for (const { unit, seconds } of startable(units, standings, limit))
            running.push({ unit, end: now + seconds });
          if (running.length === 0) break;
          now = Math.min(...running.map(({ end }) => end));
          for (const { unit } of running.filter(({ end }) => end === now)) ended.set(unit, 'done');
          running = running.filter(({ end }) => end > now);
        }
        expect(ended.size).toBe(units.length);
        expect(wallSeconds(units, limit)).toBe(now);
      }),
    );
  });

  it('goes on from what runs already', () => {
    const units = [{ ...timed('a/one', 5), running: true }, timed('a/two', 20), timed('a', 1, ['a/one', 'a/two'])];
    expect(wallSeconds(units, 2)).toBe(21);
    expect(wallSeconds(units, 1)).toBe(26);
  });
});

describe('criticalPath', () => {
  it('is a chain of needs that is as long as its units, and never shorter when a unit takes longer', () => {
    fc.assert(
      fc.property(graphs, fc.nat(20), fc.integer({ min: 0, max: 500 }), (units, which, more) => {
        const chain = criticalPath(units);
        expect(chain.seconds).toBe(chain.units.reduce((sum, unit) => sum + unit.seconds, 0));
        for (const [index, { unit }] of chain.units.slice(1).entries()) {
          const before = chain.units[index]?.unit;
          expect(units.find((candidate) => candidate.unit === unit)?.needs).toContain(before);
        }
        const slower = units.map((unit, index) => (index === which ? { ...unit, seconds: unit.seconds + more } : unit));
        expect(criticalPath(slower).seconds).toBeGreaterThanOrEqual(chain.seconds);
        expect(criticalPath(units.slice(0, which)).seconds).toBeLessThanOrEqual(chain.seconds);
      }),
    );
  });

  it('names the units that bound the run, leaving out those that hardly count', () => {
    const units = [
      timed('k/musl', 60),
      timed('k/linux', 700, ['k/musl']),
      timed('b/busybox', 100, ['k/musl']),
      timed('k', 1, ['k/linux']),
      timed('iso', 100, ['k', 'b/busybox']),
    ];
    const chain = criticalPath(units);
    expect(chain.units.map(({ unit }) => unit)).toEqual(['k/musl', 'k/linux', 'k', 'iso']);
    expect(chain.seconds).toBe(861);
    expect(mainLinks(chain).map(({ unit }) => unit)).toEqual(['k/musl', 'k/linux', 'iso']);
  });

  it('ends where units need each other in a circle', () => {
    expect(criticalPath([timed('a', 1, ['b']), timed('b', 2, ['a'])]).seconds).toBe(3);
  });
});

describe('wallEstimate', () => {
  it('keeps the median within the band', () => {
    fc.assert(
      fc.property(graphs, fc.double({ min: 0, max: 1, noNaN: true }), (units, spread) => {
        const wall = wallEstimate(
          units.map(({ seconds, ...unit }, index) => ({
            ...unit,
            estimateSeconds: seconds,
            estimateLowSeconds: seconds * (index % 2 ? spread : 1),
            estimateHighSeconds: seconds * (1 + spread),
          })),
          2,
        );
        expect(wall.estimateLowSeconds).toBeLessThanOrEqual(wall.estimateSeconds ?? Number.NaN);
        expect(wall.estimateHighSeconds).toBeGreaterThanOrEqual(wall.estimateSeconds ?? Number.NaN);
      }),
    );
  });

  it('is unknown as soon as one unit is, and says what it takes at least', () => {
    const wall = wallEstimate([unitOf('a', { estimateSeconds: 10 }), unitOf('b', { needs: ['a'] })], 2);
    expect(wall).toMatchObject({ estimateSeconds: null, estimateLowSeconds: null, leastSeconds: 10, unknown: 1 });
  });

  it('has a band only where each unit has one', () => {
    const banded = { estimateSeconds: 10, estimateLowSeconds: 8, estimateHighSeconds: 13 };
    expect(wallEstimate([unitOf('a', banded), unitOf('b', banded)], 1)).toMatchObject({
      estimateLowSeconds: 16,
      estimateHighSeconds: 26,
    });
    expect(wallEstimate([unitOf('a', banded), unitOf('b', { estimateSeconds: 1 })], 1)).toMatchObject({
      estimateSeconds: 11,
      estimateLowSeconds: null,
      estimateHighSeconds: null,
    });
  });
});
