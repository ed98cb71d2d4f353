import { describe, expect, it } from 'vitest';
import type { RunState } from '../../src/state/run-state.js';
import type { Model } from '../../src/ui/model.js';
import { plainFrame } from '../../src/ui/plain-frame.js';
import { watchedUnit } from '../../src/ui/watch.js';
import { planOf, unitOf } from '../state/plan.js';
import { scenes } from './scenes.js';

const env = { LANG: 'C.UTF-8' };
const deep = `/root/${'a-folder-of-a-long-name/'.repeat(8)}`;
const plain = (model: Model, aloud = false) => plainFrame(model, env, aloud);
const scene = (name: string): Model => {
  const model = scenes[name];
  if (!model) throw new Error(`There is no scene ${name}.`);
  return { ...model, size: { columns: 60, rows: 15 } };
};

describe('a screen as plain text', () => {
  it('has nothing that is cut, no escape sequences, and no blanks to fill lines or the screen', () => {
    for (const name of Object.keys(scenes)) {
      const text = plain(scene(name));
      expect(text, name).not.toContain('…');
      expect(text, name).not.toContain('\u001b');
      expect(text, name).not.toMatch(/ $/m);
      expect(text, name).toMatch(/^ SmechVisor/);
      expect(text.split('\n').length, name).toBeGreaterThan(5);
    }
  });

  it('has every line of a long list, and long values in one piece', () => {
    const names = Array.from({ length: 60 }, (_, index) => `phase_${index}_of_many_with_a_name_that_is_long`);
    const units = names.map((name) => unitOf(name, { state: 'stale', willRun: true }));
    const text = plain({ ...scene('phases'), plan: { ...planOf(units), target: deep }, ticks: names });
    for (const name of names) expect(text).toContain(name);
    expect(text).toContain(deep);
  });

  it('has the whole command of a run, and all columns', () => {
    const model = scene('history');
    const command = `smechdeploy-tui run a_ok --profile smechvisor --target ${deep}`;
    const runs = (model.history.runs ?? []).map((run) => ({ ...run, command }));
    const text = plain({ ...model, history: { ...model.history, runs } });
    expect(text).toContain(`Started by: ${command}\n`);
    expect(text).toContain('When');
  });

  it('has all of a failure, paths and commands to be copied', () => {
    const model = { ...scene('failure'), cursor: { ...scene('failure').cursor, failure: 9 } };
    const log = `${deep}log`;
    const run = JSON.parse(
      JSON.stringify(model.run).replaceAll(/"log":"[^"]*linux[^"]*"/g, `"log":"${log}"`),
    ) as RunState;
    const text = plain({ ...model, run });
    expect(text).toContain(` log      ${log}\n`);
    expect(text).toContain('compile_kernel/linux failed after');
    expect(text).toContain('SOURCE_DATE_EPOCH=1767225600');
    expect(text).not.toContain('more below');
  });

  it('has of the log what was read, however long its lines are', () => {
    const model = scene('run');
    const long = 'word '.repeat(700).trim();
    const lines = [...Array.from({ length: 100 }, (_, index) => `line ${index}.`), long, 'x'.repeat(10_000)];
    const text = plain({ ...model, log: { file: watchedUnit(model)?.log ?? '', lines, size: 1 } });
    for (const line of lines.slice(0, -1)) expect(text).toContain(`\n ${line}\n`);
    expect(text.replaceAll(/[^x]/g, '').length).toBeGreaterThanOrEqual(10_000);
  });

  it('is sentences for ears', () => {
    expect(plain(scene('run'), true)).toMatch(/running, linux, 46%/);
  });
});
