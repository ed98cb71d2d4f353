import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PhaseRow, phaseColumns } from '../../src/ui/phase-columns.js';
import { planOf, unitOf } from '../state/plan.js';

const seconds = fc.option(fc.integer({ min: 0, max: 100_000 }), { freq: 3 });
const row = fc
  .record({
    name: fc.stringMatching(/^[a-z0-9_]{1,40}$/),
    state: fc.constantFrom('fresh', 'stale', 'never', 'interrupted'),
    estimateSeconds: seconds,
    lastSeconds: seconds,
    labels: fc.subarray([
      { word: 'script', letter: 's' },
      { word: 'may go stale', letter: '!' },
    ]),
  })
  .map(({ name, state, estimateSeconds, lastSeconds, labels }): PhaseRow => {
    const { phases } = planOf([unitOf(name, { estimateSeconds })], { [name]: { lastSeconds } });
    const [phase] = phases;
    if (!phase) throw new Error('no phase');
    return { phase, state, labels };
  });

describe('phaseColumns', () => {
  it('fit, and always hold name and state', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.integer({ min: 53, max: 300 }), (rows, room) => {
        const columns = phaseColumns(rows, room);
        expect(columns.reduce((sum, { width }) => sum + width, 0)).toBeLessThanOrEqual(room);
        expect(columns.map(({ head }) => head.trim()).slice(0, 2)).toEqual(['phase', 'state']);
        expect(columns.every(({ width }) => width >= 0)).toBe(true);
      }),
    );
  });

  it('show all where there is room, and words become letters where there is less', () => {
    const { phases } = planOf(
      [unitOf('a', { estimateSeconds: 100, estimateLowSeconds: 90, estimateHighSeconds: 130 })],
      {
        a: { lastSeconds: 95 },
      },
    );
    const rows = phases.map(
      (phase): PhaseRow => ({
        phase,
        state: 'stale',
        labels: [{ word: 'script', letter: 's' }],
      }),
    );
    const texts = (room: number) => phaseColumns(rows, room).map(({ text }) => text(rows[0] as PhaseRow).trim());
    expect(texts(80)).toEqual(['a', 'stale', '1:35', '~1:40 (1:30-2:10)', 'script']);
    expect(texts(42)).toEqual(['a', 'stale', '1:35', '~1:40 (1:30-2:10)', 's']);
    expect(texts(28)).toEqual(['a', 'stale', '~1:40', 's']);
  });
});
