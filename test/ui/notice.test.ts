import { describe, expect, it } from 'vitest';
import { reduce } from '../../src/state/reduce.js';
import { finishedEvent, startedRun } from '../state/events.js';
import { planOf, unitOf } from '../state/plan.js';
import { openController } from './fake-backend.js';

const run = reduce(null, startedRun('r1'));
const failed = [
  finishedEvent('a', 'failed', { error: { message: 'no', line: null, lineNumber: null, rerun: 'run a' } }),
  {
    type: 'run.finished' as const,
    at: '2026-01-01T00:01:00.000Z',
    state: 'failed' as const,
    exitCode: 1,
    summary: 'Failed.',
    artifacts: [],
  },
].reduce(reduce, run);
const plan = planOf([unitOf('a', { state: 'stale', willRun: true })]);

describe('what a message says', () => {
  it('of a plan that is not there is gone when it is', () => {
    const { store, controller, notice } = openController();
    controller.key('enter');
    expect(notice()).toBe('The plan is not there yet.');
    store.dispatch({ type: 'clock', now: 1 });
    expect(notice()).toBe('The plan is not there yet.');
    store.dispatch({ type: 'plan.loaded', plan });
    expect(notice()).toBeNull();
  });

  it.each(['r', 'e'])('of a run that has not begun (%s) is gone when one has', (key) => {
    const { store, controller, notice } = openController();
    controller.key(key);
    expect(notice()).toMatch(/^Nothing has/);
    store.dispatch({ type: 'run.changed', run: failed });
    expect(notice()).toBeNull();
  });

  it('of something that takes a moment is gone when that is over', () => {
    const { store, controller, notice } = openController({}, { plan, ticks: ['a'] });
    store.dispatch({ type: 'busy', text: 'Starting' });
    controller.key('enter');
    expect(notice()).toBe('Starting: wait a moment.');
    store.dispatch({ type: 'busy', text: null });
    expect(notice()).toBeNull();
  });

  it('of what went wrong stays until something else is done or another run begins', () => {
    const { store, notice } = openController({}, { run, screen: 'history' });
    store.dispatch({ type: 'run.changed', run: failed });
    store.dispatch({ type: 'clock', now: 1 });
    expect(notice()).toBe('a failed: e shows why.');
    store.dispatch({ type: 'run.changed', run: reduce(null, startedRun('r2')) });
    expect(notice()).toBeNull();
    store.dispatch({ type: 'notice', level: 'error', text: 'It could not be started.' });
    store.dispatch({ type: 'busy', text: null });
    expect(notice()).toBe('It could not be started.');
    store.dispatch({ type: 'busy', text: 'Working out the plan' });
    expect(notice()).toBeNull();
  });
});
