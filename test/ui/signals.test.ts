import { describe, expect, it } from 'vitest';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { createAnnouncer } from '../../src/ui/announcer.js';
import { copySignal, progressSignal, signalsFor, titleSignal } from '../../src/ui/signals.js';
import { startedRun } from '../state/events.js';

const xterm = { TERM: 'xterm-256color' };

describe('signals', () => {
  it('are what terminals know', () => {
    expect(progressSignal({ state: 'going', percent: 41.7 })).toBe('\u001b]9;4;1;41\u0007');
    expect(progressSignal({ state: 'failed', percent: 140 })).toBe('\u001b]9;4;2;100\u0007');
    expect(progressSignal(null)).toBe('\u001b]9;4;0\u0007');
    expect(titleSignal('a\u0007b\u001b[31m')).toBe('\u001b]2;a b [31m\u0007');
    expect(copySignal('run a')).toBe('\u001b]52;c;cnVuIGE=\u0007');
  });

  it('go to terminals that obey, as far as the operator wants them', () => {
    const all = { bell: true, progress: true, title: true };
    const none = { bell: false, progress: false, title: false };
    expect(signalsFor(xterm, true, {})).toEqual(all);
    expect(signalsFor(xterm, true, { bell: false, progress: false, title: false })).toEqual(none);
    expect(signalsFor(xterm, false, {})).toEqual(none);
    expect(signalsFor({ TERM: 'dumb' }, true, {})).toEqual(none);
    expect(signalsFor({ TERM: 'linux' }, true, {})).toEqual({ ...none, bell: true });
  });
});

describe('the announcer', () => {
  const begun = reduce(null, startedRun('r1'));
  const ended: RunState = { ...begun, state: 'done', endedAt: begun.startedAt };

  function announced(choice: Parameters<typeof signalsFor>[2], runs: RunState[]): string {
    let written = '';
    const announcer = createAnnouncer(
      (text) => {
        written += text;
      },
      () => signalsFor(xterm, true, choice),
    );
    for (const [index, run] of runs.entries()) announcer.show(run, Date.parse(begun.startedAt) + index * 5000);
    announcer.close();
    return written;
  }

  it('rings when a run ends that was seen going on, and leaves the terminal as it was', () => {
    const written = announced({}, [begun, ended]);
    expect(written.startsWith('\u001b[22;2t\u001b]2;')).toBe(true);
    expect(written).toContain('\u001b]9;4;0\u0007\u0007');
    expect(written.endsWith('\u001b[23;2t')).toBe(true);
    expect(announced({ title: false, progress: false }, [begun, ended])).toBe('\u0007');
  });

  it('says nothing twice, of an ended run nothing but its name, and nothing at all where it may not', () => {
    expect(announced({ title: false }, [ended, ended])).toBe('');
    expect(announced({ bell: false, title: false, progress: false }, [begun, ended])).toBe('');
  });
});
