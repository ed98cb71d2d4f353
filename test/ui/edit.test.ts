import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeFolder } from '../../src/host/complete-folder.js';
import type { Action } from '../../src/ui/actions.js';
import { initialModel } from '../../src/ui/model.js';
import { update } from '../../src/ui/update.js';
import { temporaryFolder } from '../runner/tools.js';

const editing = (...actions: Action[]) =>
  actions.reduce(update, initialModel([{ name: 'smechos', title: 'SmechOS', summary: '' }], 'smechos', '/a', 0)).edit;

describe('a target that is edited', () => {
  it('takes the verdict on what stands there now, and no late one', () => {
    const typed: Action[] = [
      { type: 'edit.begin', field: 'target' },
      { type: 'edit.key', key: { insert: 'b' } },
    ];
    const late: Action = { type: 'edit.checked', value: '/a', problem: 'The target must not be /a.' };
    const latest: Action = { type: 'edit.checked', value: '/ab', problem: null };
    expect(editing(...typed, latest, late)).toMatchObject({ value: '/ab', problem: null, good: true });
    expect(editing(...typed, late)).toMatchObject({ problem: null, good: false });
    expect(editing(...typed, latest, { type: 'edit.key', key: 'erase' })).toMatchObject({ value: '/a', good: false });
  });

  it('is completed as far as all candidates agree, and says when there is none', () => {
    const complete = (candidates: string[]): Action => ({ type: 'edit.completed', value: '/a', candidates });
    const begin: Action = { type: 'edit.begin', field: 'target' };
    expect(editing(begin, complete(['/alpha/']))).toMatchObject({ value: '/alpha/', at: 7, candidates: [] });
    expect(editing(begin, complete(['/al-1/', '/al-2/']))).toMatchObject({
      value: '/al-',
      candidates: ['/al-1/', '/al-2/'],
    });
    expect(editing(begin, complete([]))).toMatchObject({ value: '/a', problem: 'No folder begins with /a.' });
  });
});

describe('completeFolder', () => {
  it('gives folders and links to folders, hidden ones when asked for, nothing for what is not there', async () => {
    const dir = temporaryFolder();
    for (const name of ['one', 'other', '.old']) mkdirSync(path.join(dir, name));
    writeFileSync(path.join(dir, 'ofile'), '');
    symlinkSync('one', path.join(dir, 'olink'));
    symlinkSync('ofile', path.join(dir, 'onofolder'));
    expect(await completeFolder(`${dir}/o`, '/')).toEqual(['olink/', 'one/', 'other/'].map((name) => `${dir}/${name}`));
    expect(await completeFolder('', dir)).toEqual(['olink/', 'one/', 'other/']);
    expect(await completeFolder('.o', dir)).toEqual(['.old/']);
    expect(await completeFolder('missing/x', dir)).toEqual([]);
    expect((await completeFolder('~', '/'))[0] ?? os.homedir()).toContain(os.homedir());
  });
});
