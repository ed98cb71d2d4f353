import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanUnit } from '../../src/runner/plan-types.js';
import type { UnitResult } from '../../src/state/events.js';
import { blocked, startable } from '../../src/state/schedule.js';
import { planUnit as unit } from '../runner/plan-unit.js';

/** Units of which each needs some of those before it. */
const graphs = fc
  .array(
    fc.record({
      kind: fc.constantFrom<PlanUnit['kind']>('recipe', 'phase', 'script'),
      needs: fc.array(fc.nat(20), { maxLength: 3 }),
    }),
    { maxLength: 20 },
  )
  .map((nodes) =>
    nodes.map(({ kind, needs }, index) =>
      unit(
        `u${index}`,
        kind,
        needs.filter((need) => need < index).map((need) => `u${need}`),
      ),
    ),
  );

/** Plays a run: starts what can start, ends one of those that run, with the result that is drawn for it. */
function play(
  units: PlanUnit[],
  limit: number,
  results: UnitResult[],
  onStep: (running: PlanUnit[]) => void,
): Map<string, UnitResult> {
  const ended = new Map<string, UnitResult>();
  const running = new Map<string, PlanUnit>();
  for (let step = 0; ; step++) {
    const standings = { ended, running: new Set(running.keys()) };
    for (const found of blocked(units, standings)) ended.set(found.unit.unit, 'blocked');
    for (const next of startable(units, { ended, running: new Set(running.keys()) }, limit)) {
      expect(next.needs.every((need) => ['done', 'cached', 'fresh'].includes(ended.get(need) ?? ''))).toBe(true);
      running.set(next.unit, next);
    }
    onStep([...running.values()]);
    const [first] = running.keys();
    if (first === undefined) return ended;
    running.delete(first);
    ended.set(first, results[step % results.length] ?? 'done');
  }
}

const someResults = fc.array(fc.constantFrom<UnitResult>('done', 'cached', 'fresh', 'failed', 'interrupted'), {
  minLength: 1,
});

describe('schedule', () => {
  it('brings every unit to an end, never too many at a time, and phases and scripts one by one', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 3 }), someResults, (units, limit, results) => {
        const ended = play(units, limit, results, (running) => {
          expect(running.length).toBeLessThanOrEqual(limit);
          expect(running.filter(({ kind }) => kind !== 'recipe').length).toBeLessThanOrEqual(1);
        });
        expect(ended.size).toBe(units.length);
      }),
    );
  });

  it('does not wait for what is not part of the run', () => {
    expect(
      startable([unit('b', 'phase', ['a'])], { ended: new Map(), running: new Set() }, 1).map((next) => next.unit),
    ).toEqual(['b']);
  });

  it('names the unit whose bad end blocks a chain', () => {
    const units = [unit('a', 'recipe', []), unit('b', 'recipe', ['a']), unit('c', 'phase', ['b'])];
    const found = blocked(units, { ended: new Map([['a', 'failed' as const]]), running: new Set() });
    expect(found.map(({ unit: { unit: name }, by }) => [name, by])).toEqual([
      ['b', 'a'],
      ['c', 'a'],
    ]);
  });
});
