import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consequences } from '../../src/state/consequences.js';
import { unitOf } from './plan.js';

const units = [
  unitOf('kernel/linux'),
  unitOf('kernel', { reads: ['kernel/linux'] }),
  unitOf('etc'),
  unitOf('iso', { reads: ['kernel', 'etc'] }),
  unitOf('shim', { state: 'stale', reads: ['iso'] }),
];

describe('consequences', () => {
  it('follows what is read, with the way to what runs', () => {
    expect(consequences(units, new Set(['kernel/linux']))).toEqual([
      { unit: 'kernel', state: 'fresh', through: ['kernel/linux'] },
      { unit: 'iso', state: 'fresh', through: ['kernel', 'kernel/linux'] },
      { unit: 'shim', state: 'stale', through: ['iso', 'kernel', 'kernel/linux'] },
    ]);
  });

  it('says the nearest reason', () => {
    const found = consequences(units, new Set(['kernel/linux', 'etc']));
    expect(found.find(({ unit }) => unit === 'iso')?.through).toEqual(['etc']);
  });

  it('names nothing that runs, nothing without a way to what runs, and no less when more runs', () => {
    const graphs = fc
      .array(fc.array(fc.nat(12), { maxLength: 3 }), { maxLength: 12 })
      .map((nodes) =>
        nodes.map((reads, index) =>
          unitOf(`u${index}`, { reads: reads.filter((read) => read < index).map((read) => `u${read}`) }),
        ),
      );
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(12)), fc.nat(12), (graph, chosen, more) => {
        const running = new Set(chosen.map((index) => `u${index}`));
        const found = consequences(graph, running);
        const byName = new Map(graph.map((unit) => [unit.unit, unit]));
        for (const { unit, through } of found) {
          expect(running.has(unit)).toBe(false);
          expect(running.has(through.at(-1) ?? '')).toBe(true);
          for (const [index, read] of through.entries())
            expect(byName.get(through[index - 1] ?? unit)?.reads).toContain(read);
        }
        const wider = new Set([...running, `u${more}`]);
        const names = new Set(consequences(graph, wider).map(({ unit }) => unit));
        expect(found.every(({ unit }) => names.has(unit) || wider.has(unit))).toBe(true);
      }),
    );
  });
});
