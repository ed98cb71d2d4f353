import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/state/events.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { finishedEvent, startedRun } from '../state/events.js';
import { openController } from './fake-backend.js';
import { shownAs } from './shown.js';

const at = '2026-01-01T00:00:00.000Z';
const runOf = (...events: RunEvent[]) => events.reduce<RunState | null>(reduce, null) as RunState;
const started = (unit: string): RunEvent => ({ type: 'unit.started', at, unit, pid: 1, log: `/logs/${unit}` });
const size = { columns: 80, rows: 24 };

describe('the log below the units of a run', () => {
  it('is none of an earlier run, whose log was read last', async () => {
    const first = runOf(startedRun('r1'), started('a/one'));
    const { store } = openController({}, { run: first, screen: 'run' });
    store.dispatch({ type: 'log.changed', file: '/logs/a/one', lines: ['the moon is missing'], size: 20 });
    const lines = async () => (await shownAs(store.current(), size)).lines.join('\n');
    expect(await lines()).toContain('the moon is missing');
    store.dispatch({ type: 'run.changed', run: runOf(startedRun('r2'), finishedEvent('a/one', 'skipped')) });
    expect(await lines()).not.toContain('the moon is missing');
  });

  it('is opened as that of the unit under the cursor, also before its end was read', () => {
    const run = runOf(startedRun('r1'), started('a/one'), started('a/two'));
    const log = { file: '/logs/a/one', lines: ['one'], size: 4 };
    const { store, controller } = openController({}, { run, screen: 'run', log });
    controller.key('G');
    controller.key('enter');
    expect(store.current().logView).toMatchObject({ unit: 'a/two', file: '/logs/a/two' });
  });
});
