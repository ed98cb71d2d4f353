import { describe, expect, it } from 'vitest';
import { eventLines, heartbeat } from '../../src/commands/event-lines.js';
import { footerLines } from '../../src/commands/footer.js';
import { statusDocument } from '../../src/commands/status-document.js';
import { paint, table } from '../../src/commands/words.js';
import { StatusDocument } from '../../src/state/documents.js';
import type { RunEvent } from '../../src/state/events.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { finishedEvent, startedRun } from '../state/events.js';

const at = '2026-01-01T00:00:00.000Z';
const later = (seconds: number) => Date.parse(at) + seconds * 1000;
const fold = (events: RunEvent[]) => events.reduce<RunState | null>(reduce, null) as RunState;
const plain = paint(false);

const running: RunEvent[] = [
  startedRun('r1'),
  { type: 'unit.started', at, unit: 'a/one', pid: 1, log: '/runs/one/log' },
  { type: 'unit.progress', at, unit: 'a/one', done: 3, total: 12, label: 'compile' },
  { type: 'unit.usage', at, unit: 'a/one', cpuSeconds: 1, memoryBytes: 1, lastOutputAt: at },
];

describe('eventLines', () => {
  it('tells of a failure what failed, the first error line, where the log is and what to type', () => {
    const error = {
      message: 'a/one exited with 2.',
      line: 'x.c:1: error: no',
      lineNumber: 7,
      rerun: 'smechdeploy-tui run a/one',
    };
    const event = finishedEvent('a/one', 'failed', { error, exitCode: 2, durationSeconds: 65 });
    const text = eventLines(event, fold([...running, event]), plain).join('\n');
    for (const part of ['a/one: failed after 1m 5s', error.message, '/runs/one/log:7 x.c:1: error: no', error.rerun]) {
      expect(text).toContain(part);
    }
  });

  it('keeps progress out of what people read later', () => {
    const state = fold(running);
    expect(running.flatMap((event) => eventLines(event, state, plain))).toHaveLength(2);
  });
});

describe('heartbeat', () => {
  it('says what runs, since when, how far, and how old its last output is', () => {
    expect(heartbeat(fold(running), later(70))).toMatch(
      /running: a\/one \(1m 10s, 25% compile, last output 1m 10s ago\)$/,
    );
  });
});

describe('footerLines', () => {
  it('shows the run and each unit with a process', () => {
    const lines = footerLines(fold(running), later(5), 'hint', plain);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('0/3 running');
    expect(lines[2]).toContain('a/one 5s of 10s 25% compile');
  });

  it('says how long it takes at least where a unit has no estimate', () => {
    expect(footerLines(fold(running), later(5), '', plain)[1]).toMatch(/at least \d+s left/);
  });
});

describe('statusDocument', () => {
  it('is what the contract says', () => {
    expect(StatusDocument.parse(statusDocument(null)).run).toBeNull();
    const document = StatusDocument.parse(statusDocument(fold(running)));
    expect(document.phases[0]).toMatchObject({ name: 'a', state: 'running' });
  });
});

describe('table', () => {
  it('lines columns up', () => {
    expect(
      table([
        ['a', 'bbb', 'c'],
        ['aaa', 'b', ''],
      ]),
    ).toEqual(['a    bbb  c', 'aaa  b']);
  });
});
