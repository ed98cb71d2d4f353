import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/state/events.js';
import { foldJournal, parseEvent, reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { findUnit, overall, plannedUnits, runningUnits, summaryLine, unitsOf } from '../../src/state/selectors.js';
import { finishedEvent, startedRun } from './events.js';

const at = '2026-01-01T00:00:00.000Z';
const fold = (events: RunEvent[]) => events.reduce<RunState | null>(reduce, null) as RunState;

const anyUnit = fc.constantFrom('a', 'a/one', 'a/two', 'b', 'sources', 'nobody', 'nobody/none', 'a/', '');
const anyEvent = fc.oneof(
  fc.constant(startedRun('r1')),
  fc.constant(startedRun('r2')),
  fc.record({ type: fc.constant('run.adopted' as const), at: fc.constant(at), pid: fc.nat() }),
  fc.record({
    type: fc.constant('unit.started' as const),
    at: fc.constant(at),
    unit: anyUnit,
    pid: fc.nat(),
    log: fc.string(),
  }),
  fc.record({
    type: fc.constant('unit.progress' as const),
    at: fc.constant(at),
    unit: anyUnit,
    done: fc.nat(),
    total: fc.option(fc.nat()),
    label: fc.string(),
  }),
  fc.record({
    type: fc.constant('unit.message' as const),
    at: fc.constant(at),
    unit: anyUnit,
    level: fc.constant('info' as const),
    text: fc.string(),
  }),
  fc
    .tuple(anyUnit, fc.constantFrom('done' as const, 'failed' as const, 'blocked' as const))
    .map(([unit, result]) => finishedEvent(unit, result)),
  fc.constantFrom<RunEvent>(
    { type: 'run.paused' as const, at, by: 'x' },
    { type: 'run.resumed' as const, at, by: 'x' },
    { type: 'run.cancelling' as const, at, by: 'x' },
    { type: 'run.command' as const, at, holder: { by: 'x', client: 'interface', pid: 1 } },
    { type: 'run.command' as const, at, holder: null },
    { type: 'unit.usage' as const, at, unit: 'a/one', cpuSeconds: 3, memoryBytes: 1, lastOutputAt: at },
    { type: 'run.finished' as const, at, state: 'failed' as const, exitCode: 1, summary: 's', artifacts: [] },
  ),
);

describe('reduce', () => {
  it('is total: any events in any order, twice over, give a state whose figures can be shown', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1 }), (events) => {
        const state = fold(events);
        const { fraction, done, total } = overall(state, Date.parse(at) + 5000);
        expect(fraction).toBeGreaterThanOrEqual(0);
        expect(fraction).toBeLessThanOrEqual(1);
        expect(done).toBeLessThanOrEqual(total);
        expect(summaryLine(state, Date.now())).not.toBe('');
      }),
    );
  });

  it('changes nothing when an event comes twice in a row', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1 }), (events) => {
        expect(fold(events.flatMap((event) => [event, event]))).toEqual(fold(events));
      }),
    );
  });

  it('leaves no unit running or waiting once the run has ended', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const end: RunEvent = {
          type: 'run.finished',
          at,
          state: 'cancelled',
          exitCode: 130,
          summary: 's',
          artifacts: [],
        };
        const state = fold([startedRun('r1'), ...events.filter((event) => event.type !== 'run.started'), end]);
        expect(unitsOf(state).filter((unit) => unit.state === 'running' || unit.state === 'waiting')).toEqual([]);
        expect(state.state).toBe('cancelled');
      }),
    );
  });

  it('shows a phase as running from its first recipe on and as failed when its recipe failed', () => {
    const running = fold([startedRun('r1'), { type: 'unit.started', at, unit: 'a/one', pid: 1, log: '/l' }]);
    expect(findUnit(running, 'a')?.state).toBe('running');
    expect(runningUnits(running).map((unit) => unit.unit)).toEqual(['a/one']);
    const error = { message: 'a/one failed', line: 'error: x', lineNumber: 3, rerun: 'smechdeploy-tui run a/one' };
    const failed = [finishedEvent('a/one', 'failed', { error, exitCode: 2 }), finishedEvent('a', 'blocked')].reduce(
      reduce,
      running,
    );
    expect(findUnit(failed, 'a')).toMatchObject({ state: 'failed', error, exitCode: 2 });
  });

  it.each([
    ['done', 'done', 'done'],
    ['cached', 'done', 'done'],
    ['done', 'failed', 'failed'],
    ['cancelled', 'done', 'cancelled'],
  ] as const)(
    'shows a phase of which recipes alone ran, %s and %s, as %s, and counts them alone',
    (one, two, state) => {
      const begin = startedRun('r1');
      const phases = begin.phases.map((phase) => ({ ...phase, willRun: false }));
      const start = (unit: string) => ({ type: 'unit.started' as const, at, unit, pid: 1, log: '/l' });
      const events: RunEvent[] = [
        { ...begin, phases },
        ...[start('a/one'), finishedEvent('a/one', one), start('a/two')],
      ];
      const finished = {
        type: 'run.finished' as const,
        at,
        state: 'done' as const,
        exitCode: 0,
        summary: 's',
        artifacts: [],
      };
      expect(findUnit(fold(events), 'a')?.state).toBe('running');
      const ended = fold([...events, finishedEvent('a/two', two), finished]);
      expect(findUnit(ended, 'a')).toMatchObject({ state, endedAt: at });
      expect(overall(ended, 0).total).toBe(2);
      expect(overall(ended, 0).fraction).toBe(state === 'done' ? 1 : 0.5);
    },
  );

  it('keeps units that are not part of the run out of what is planned', () => {
    const state = fold([startedRun('r1')]);
    expect(plannedUnits(state).map((unit) => unit.unit)).toEqual(['a/one', 'a/two', 'a']);
  });
});

describe('foldJournal', () => {
  it('tells the state of every prefix, also one that ends in the middle of a line', () => {
    const events = [
      startedRun('r1'),
      { type: 'unit.started', at, unit: 'a/one', pid: 1, log: '/l' },
      finishedEvent('a/one', 'done'),
    ];
    const text = `${events.map((event) => JSON.stringify(event)).join('\n')}\n`;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), (length) => {
        const state = foldJournal(text.slice(0, length).split('\n'));
        if (length >= text.length - 1) expect(state && findUnit(state, 'a/one')?.state).toBe('done');
        expect(state === null || state.id === 'r1').toBe(true);
      }),
    );
  });

  it('leaves out lines it cannot read', () => {
    expect(parseEvent('{"type":"unit.sta')).toBeUndefined();
    expect(parseEvent('{"type":"something.later","at":1}')).toBeUndefined();
  });
});
