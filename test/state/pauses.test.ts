import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/state/events.js';
import { paused, resumed, workedSeconds } from '../../src/state/pauses.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { elapsedSeconds, findUnit, fractionOf, overall, runSeconds } from '../../src/state/selectors.js';
import { figures, progressWords, spanSeconds, times } from '../../src/ui/run-words.js';
import { finishedEvent, startedRun } from './events.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
const now = (second: number) => Date.parse(at(second));
const pause = (second: number): RunEvent => ({ type: 'run.paused', at: at(second), by: 'x' });
const resume = (second: number): RunEvent => ({ type: 'run.resumed', at: at(second), by: 'x' });
const fold = (...events: RunEvent[]) => events.reduce<RunState | null>(reduce, null) as RunState;

/** The unit a/one, of which 10 seconds are expected, begins with the run. */
const begun: RunEvent[] = [
  { ...startedRun('r1'), at: at(0) },
  { type: 'unit.started', at: at(0), unit: 'a/one', pid: 1, log: '/l' },
];
const unitOf = (run: RunState) => {
  const unit = findUnit(run, 'a/one');
  if (!unit) throw new Error('no unit');
  return unit;
};

describe('what something took', () => {
  it('is what is left of its time without the pauses, second by second', () => {
    const moments = fc.uniqueArray(fc.nat(60), { maxLength: 9 }).map((seconds) => seconds.sort((a, b) => a - b));
    fc.assert(
      fc.property(moments, fc.nat(60), fc.nat(60), (seconds, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const pauses = seconds.reduce<ReturnType<typeof paused>>(
          (before, second, index) => (index % 2 === 0 ? paused(before, at(second)) : resumed(before, at(second))),
          [],
        );
        let worked = 0;
        for (let second = from; second < to; second++)
          if (seconds.filter((change) => change <= second).length % 2 === 0) worked++;
        expect(workedSeconds(now(from), now(to), pauses)).toBe(worked);
      }),
    );
  });

  it('stands still while the run is paused, for a unit, for its fraction, for the run and for what is silent', () => {
    const usage: RunEvent = {
      type: 'unit.usage',
      at: at(2),
      unit: 'a/one',
      cpuSeconds: 1,
      memoryBytes: 1,
      lastOutputAt: at(2),
    };
    const run = fold(...begun, usage, pause(4));
    for (const second of [4, 300, 4000]) {
      expect(elapsedSeconds(unitOf(run), run, now(second))).toBe(4);
      expect(fractionOf(unitOf(run), run, now(second))).toBe(0.4);
      expect(times(unitOf(run), run, now(second), true)).toBe('0:04/~0:10');
      expect(progressWords(run, now(second))).toMatch(/ 0:04 elapsed/);
      expect(figures(unitOf(run), run, now(second)).alarming).toBe(false);
      expect(overall(run, now(second))).toEqual(overall(run, now(4)));
    }
  });

  it('is the same for who reads the journal as for who wrote the end down', () => {
    const events = [...begun, pause(3), resume(12), finishedEvent('a/one', 'done', { at: at(16), durationSeconds: 7 })];
    const run = fold(...events);
    expect(elapsedSeconds(unitOf(run), run, now(99))).toBe(7);
    expect(spanSeconds([unitOf(run)], run)).toBe(7);
  });

  it('leaves out a pause that a cancel or the loss of the runner ended', () => {
    const end = {
      type: 'run.finished' as const,
      state: 'cancelled' as const,
      exitCode: 130,
      summary: 's',
      artifacts: [],
    };
    const cancelled = fold(...begun, pause(5), { ...end, at: at(20) });
    expect(runSeconds(cancelled)).toBe(5);
    const adopted = fold(...begun, pause(5), { type: 'run.adopted', at: at(20), pid: 2 }, { ...end, at: at(22) });
    expect(runSeconds(adopted)).toBe(7);
    // Where only the ends of a journal were read, its last line tells.
    expect(runSeconds(fold(...begun, { ...end, at: at(20), durationSeconds: 5 }))).toBe(5);
    expect(runSeconds(fold(...begun))).toBeNull();
  });
});
