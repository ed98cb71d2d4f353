import { expect, it } from 'vitest';
import type { RunEvent } from '../../src/state/events.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import { labelOf, spanSeconds } from '../../src/ui/run-words.js';
import { finishedEvent, startedRun } from '../state/events.js';

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z`;

function phaseAfter(...events: RunEvent[]) {
  const begin = startedRun('r1');
  const [first] = begin.phases;
  if (!first) throw new Error('no phase');
  const recipes = ['x', 'y'].map((name) => ({ name, title: name, willRun: true, estimateSeconds: 10 }));
  const state = [{ ...begin, phases: [{ ...first, name: 'p', recipes }] }, ...events].reduce<RunState | null>(
    reduce,
    null,
  );
  const phase = state?.phases[0];
  if (!phase) throw new Error('no phase');
  return phase;
}

const started = (unit: string, second: number): RunEvent => ({
  type: 'unit.started',
  at: at(second),
  unit,
  pid: 1,
  log: '/l',
});
const ended = (unit: string, second: number): RunEvent => ({ ...finishedEvent(unit, 'done'), at: at(second) });

it('a label gives its figures where its words have no room', () => {
  const phase = phaseAfter(started('p/x', 0), ended('p/x', 1), started('p/y', 1));
  expect(labelOf(phase, phase, 40)).toBe('1 of 2 recipes');
  expect(labelOf(phase, phase, 11)).toBe('1/2 recipes');
  expect(labelOf(phase, phase, 6)).toBe('1/2');
});

it('a phase whose recipes are done says that it waits, until its own part starts', () => {
  const recipes = [started('p/x', 0), ended('p/x', 1), started('p/y', 1), ended('p/y', 2)];
  const ready = phaseAfter(...recipes);
  expect(labelOf(ready, ready, 40)).toBe('waits');
  const own = phaseAfter(...recipes, started('p', 3));
  expect(labelOf(own, own, 40)).toBe('2 of 2 recipes');
});

it('what is done took the time from its first start to its last end', () => {
  const phase = phaseAfter(
    started('p/x', 5),
    ended('p/x', 20),
    started('p/y', 20),
    ended('p/y', 30),
    started('p', 40),
    ended('p', 41),
  );
  expect(spanSeconds([phase], { pauses: [] })).toBe(36);
  expect(spanSeconds([phaseAfter()], { pauses: [] })).toBeNull();
});
