import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/state/events.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { overall } from '../../src/state/selectors.js';
import { timeLeft } from '../../src/state/time-left.js';
import { finishedEvent, startedRun } from './events.js';

const at = '2026-01-01T00:00:00.000Z';
const now = (seconds: number) => Date.parse(at) + seconds * 1000;
const later = (seconds: number) => new Date(now(seconds)).toISOString();

/** Phase a with recipes one and two of ten seconds each, and four seconds of its own. */
function run(jobs: number, ...events: RunEvent[]): RunState {
  const started = startedRun('r1');
  const [a, b] = started.phases;
  if (!a || !b) throw new Error('no phases');
  const first: RunEvent = {
    ...started,
    jobs,
    needs: { 'a/one': [], 'a/two': [], a: ['a/one', 'a/two'] },
    phases: [{ ...a, estimateSeconds: 14, ownEstimateSeconds: 4 }, b],
  };
  return [first, ...events].reduce<RunState | null>(reduce, null) as RunState;
}

const begins = (unit: string, seconds: number): RunEvent => ({
  type: 'unit.started',
  at: later(seconds),
  unit,
  pid: 1,
  log: '/log',
});

describe('how far a run came', () => {
  it('is what ended well, once it is over', () => {
    const state = run(2, begins('a/one', 0), begins('a/two', 0));
    const end: RunEvent[] = [
      finishedEvent('a/one', 'done'),
      finishedEvent('a/two', 'cancelled'),
      { type: 'run.finished', at: later(9), state: 'cancelled', exitCode: 130, summary: 's', artifacts: [] },
    ];
    const { done, total, fraction } = overall(end.reduce(reduce, state), now(9));
    expect(done).toBe(1);
    expect(fraction).toBe(1 / total);
  });
});

describe('the time that is left', () => {
  it('is the wall time with what runs beside each other, each unit counted once', () => {
    expect(overall(run(2), now(0)).remainingSeconds).toBe(14);
    expect(overall(run(1), now(0)).remainingSeconds).toBe(24);
  });

  it('goes down while units run', () => {
    const state = run(2, begins('a/one', 0), begins('a/two', 0));
    expect(overall(state, now(4)).remainingSeconds).toBeCloseTo(10);
    const own = [finishedEvent('a/one', 'done'), finishedEvent('a/two', 'done'), begins('a', 10)].reduce(reduce, state);
    expect(overall(own, now(11)).remainingSeconds).toBeCloseTo(3);
    expect(overall(own, now(10)).fraction).toBeLessThan(1);
  });

  it('is the sum where the journal does not say what needs what', () => {
    const { needs: _, ...before } = startedRun('r1');
    const [a, b] = before.phases;
    if (!a || !b) throw new Error('no phases');
    const old = { ...before, phases: [{ ...a, ownEstimateSeconds: 4 }, b] };
    expect(overall(reduce(null, old), now(0)).remainingSeconds).toBe(24);
  });

  it('is unknown while one unit is, but for what it takes at least', () => {
    const whole = overall(reduce(null, startedRun('r1')), now(0));
    expect(whole.remainingSeconds).toBeNull();
    expect(whole.leastSeconds).toBe(20);
    const seconds = (value: number) => `${value} s`;
    expect(timeLeft(whole, seconds)).toBe('at least 20 s left');
    expect(timeLeft({ ...whole, leastSeconds: 0.4 }, seconds)).toBe('time left unknown');
    expect(timeLeft({ ...whole, remainingSeconds: 30 }, seconds)).toBe('about 30 s left');
  });
});
