import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/state/events.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { waitsItsTurn } from '../../src/state/selectors.js';
import { initialModel } from '../../src/ui/model.js';
import { DONE_KEY, pinnedWindow, runLines } from '../../src/ui/run-list.js';
import { update } from '../../src/ui/update.js';
import { watchLines } from '../../src/ui/watch.js';
import { finishedEvent, startedRun } from '../state/events.js';

const at = '2026-01-01T00:00:00.000Z';

/** A run of phases with a recipe each, whose units stand as they are told. */
function runOf(states: string[]): RunState {
  const begin = startedRun('r1');
  const [first] = begin.phases;
  if (!first) throw new Error('no phase');
  const phases = states.map((_, index) => ({
    ...first,
    name: `p${index}`,
    recipes: [{ name: 'r', title: 'r', willRun: true, estimateSeconds: 10 }],
  }));
  const events: RunEvent[] = states.flatMap((state, index): RunEvent[] => {
    const unit = `p${index}`;
    const recipe = `${unit}/r`;
    const started = { type: 'unit.started' as const, at, unit: recipe, pid: 1, log: '/l' };
    const own = { ...started, unit };
    if (state === 'waiting') return [];
    if (state === 'running') return [started];
    if (state === 'ready') return [started, finishedEvent(recipe, 'done')];
    if (state === 'failed') return [started, finishedEvent(recipe, 'failed'), finishedEvent(unit, 'blocked')];
    return [started, finishedEvent(recipe, 'done'), own, finishedEvent(unit, 'done')];
  });
  return [{ ...begin, phases }, ...events].reduce<RunState | null>(reduce, null) as RunState;
}

const states = fc.array(fc.constantFrom('waiting', 'running', 'ready', 'failed', 'done'), {
  minLength: 1,
  maxLength: 30,
});
const keys = (run: RunState, done: boolean) => runLines(run, done).map(({ key }) => key);

describe('runLines', () => {
  it('has a phase that waits its turn after what runs, and before what has not begun', () => {
    expect(keys(runOf(['waiting', 'ready', 'running']), false)).toEqual(['p2', 'p2/r', 'p1', 'p0']);
  });

  it('has what failed first, then what is done in one line, what runs with its recipes, and what waits', () => {
    const run = runOf(['done', 'done', 'running', 'failed', 'waiting']);
    expect(keys(run, false)).toEqual(['p3', 'p3/r', DONE_KEY, 'p2', 'p2/r', 'p4']);
    expect(keys(run, true)).toEqual(['p3', 'p3/r', 'p2', 'p2/r', 'p4', 'p0', 'p1']);
  });

  it('has each phase once, shown or folded', () => {
    fc.assert(
      fc.property(states, fc.boolean(), (given, shown) => {
        const lines = runLines(runOf(given), shown);
        const phases = lines.flatMap(({ key, done }) => (key === DONE_KEY ? done.map(({ name }) => name) : [key]));
        expect(phases.filter((name) => !name.includes('/')).sort()).toEqual(
          given.map((_, index) => `p${index}`).sort(),
        );
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      }),
    );
  });
});

describe('pinnedWindow', () => {
  it('shows the cursor, no line twice, fills the height, and what runs as far as it fits', () => {
    fc.assert(
      fc.property(states, fc.nat(60), fc.integer({ min: 4, max: 20 }), (given, cursor, height) => {
        const lines = runLines(runOf(given), false);
        const here = Math.min(cursor, lines.length - 1);
        const shown = pinnedWindow(lines, here, height);
        expect(shown).toContain(here);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.length).toBe(Math.min(height, lines.length));
        expect(shown).toEqual(shown.toSorted((a, b) => a - b));
        const alive = lines.flatMap(({ unit, phase }, index) => {
          const waits = phase !== null && phase === unit && waitsItsTurn(phase);
          return unit === null || (unit.state === 'running' && !waits) || unit.state === 'failed' ? [index] : [];
        });
        if (alive.length <= height - 2) expect(shown).toEqual(expect.arrayContaining(alive));
      }),
      // A phase that waits its turn among what runs: it is not pinned.
      { examples: [[['waiting', 'running', 'failed', 'waiting', 'waiting', 'ready'], 6, 7]] },
    );
  });
});

describe('the cursor of the run screen', () => {
  it('stays on its unit while lines come and go around it, and follows what runs until it is moved', () => {
    const model = { ...initialModel([], 'smechvisor', null, 0), screen: 'run' as const };
    const first = update(model, { type: 'run.changed', run: runOf(['running', 'waiting', 'waiting']) });
    expect(watchLines(first)[first.cursor.run]?.key).toBe('p0/r');
    const moved = update(first, { type: 'jump', to: 'last' });
    expect(watchLines(moved)[moved.cursor.run]?.key).toBe('p2');
    const later = update(moved, { type: 'run.changed', run: runOf(['done', 'running', 'waiting']) });
    expect(watchLines(later)[later.cursor.run]?.key).toBe('p2');
    const back = update(later, { type: 'watch.follow' });
    expect(watchLines(back)[back.cursor.run]?.key).toBe('p1/r');
  });
});
