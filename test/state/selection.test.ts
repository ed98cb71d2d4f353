import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inNeedOf, missingPhases, phasesWithNeeds, unitsOf, unitsToRun, withNeeds } from '../../src/state/selection.js';
import { unitOf } from './plan.js';

const units = [
  unitOf('a', { state: 'stale' }),
  unitOf('b/one', { state: 'never' }),
  unitOf('b', { state: 'never', needs: ['b/one', 'a'] }),
  unitOf('c', { needs: ['a', 'b'] }),
];
const run = (...ticks: string[]) => unitsToRun(units, unitsOf(units, new Set(ticks)), new Set(ticks));

describe('unitsToRun', () => {
  it('takes what is not fresh of the phases, and what is forced', () => {
    expect([...run('a', 'b').running]).toEqual(['a', 'b/one', 'b']);
    expect([...run('a', 'b', 'c').running]).toEqual(['a', 'b/one', 'b', 'c']);
  });

  it('names the phases that lack', () => {
    expect(run('c').missing).toEqual(['a', 'b']);
    expect(run('a', 'b').missing).toEqual([]);
    expect(missingPhases(units, new Set(['c']), new Set())).toEqual([]);
    expect(missingPhases(units, new Set(['b']), new Set())).toEqual(['a']);
  });

  it('goes on lacking what is no unit at all', () => {
    const lame = [unitOf('d', { state: 'never', needs: ['nowhere/one'] })];
    const all = withNeeds(lame, new Set(['d']), new Set());
    expect(unitsToRun(lame, all, new Set()).missing).toEqual(['nowhere/one']);
  });

  it('lacks nothing once what is needed is taken too', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c']), (ticks) => {
        const chosen = new Set(ticks);
        const all = phasesWithNeeds(units, chosen, chosen);
        expect(missingPhases(units, all, chosen)).toEqual([]);
        expect([...chosen].every((phase) => all.has(phase))).toBe(true);
      }),
    );
  });
});

describe('units alone', () => {
  it('bring the units that they need, and no others of their phases', () => {
    const more = [...units, unitOf('d/x', { state: 'never', needs: ['b/one'] }), unitOf('d/y', { state: 'never' })];
    const chosen = new Set(['d/x']);
    expect(unitsToRun(more, chosen, new Set()).missing).toEqual(['b/one']);
    expect([...withNeeds(more, chosen, new Set())]).toEqual(['d/x', 'b/one']);
  });

  it('that are left out take along what needs them', () => {
    expect(inNeedOf(units, new Set(['b/one']))).toEqual(['b', 'c']);
    expect(inNeedOf(units, new Set(['c']))).toEqual([]);
  });
});
