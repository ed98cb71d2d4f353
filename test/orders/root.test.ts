import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/host/read-settings.js';
import { chooseProfile } from '../../src/orders/choose-profile.js';
import { findRoot } from '../../src/orders/root.js';
import { lay, scratch } from './helpers.js';

const base = scratch();
const both = lay(path.join(base, 'both'), { 'build_order.txt': 'a\n', 'build_order_smechvisor.txt': 'a\n' });
const visor = lay(path.join(base, 'visor'), { 'build_order_smechvisor.txt': 'a\n', 'sub/dir/file': '' });
const none = lay(path.join(base, 'none'), { 'file.txt': '' });
mkdirSync(path.join(base, 'decoy/build_order.txt'), { recursive: true });
symlinkSync('visor', path.join(base, 'link'));

const usage = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('findRoot', () => {
  it('looks upwards for a build order of any profile', () => {
    expect(findRoot(path.join(visor, 'sub/dir'))).toBe(visor);
    expect(findRoot(both)).toBe(both);
  });

  it('takes the named folder, however it is spelled', () => {
    expect(findRoot(base, 'both')).toBe(both);
    expect(findRoot('/', path.join(base, 'link'))).toBe(visor);
  });

  it.each([
    [
      'no root anywhere above',
      none,
      undefined,
      `There is no build_order.txt or build_order_smechvisor.txt in ${none} or above: go to a deploy root, name one with --root, or make one with \`smechdeploy-tui init DIR\`.`,
    ],
    [
      'a folder of that name',
      path.join(base, 'decoy'),
      undefined,
      `There is no build_order.txt or build_order_smechvisor.txt in ${base}/decoy or above: go to a deploy root, name one with --root, or make one with \`smechdeploy-tui init DIR\`.`,
    ],
    [
      'a named root that is not there',
      base,
      'gone',
      `The deploy root ${base}/gone does not exist: make one with \`smechdeploy-tui init ${base}/gone\`.`,
    ],
    [
      'a named file',
      none,
      'file.txt',
      `The deploy root ${none}/file.txt is not a folder: name the folder that holds the build order.`,
    ],
    [
      'a named folder without an order',
      base,
      'none',
      `${none} is no deploy root, it has no build_order.txt or build_order_smechvisor.txt: name another with --root, or make one with \`smechdeploy-tui init DIR\`.`,
    ],
  ])('refuses %s', (_, cwd, flag, message) => {
    expect(usage(() => findRoot(cwd, flag))).toMatchObject({ message, exitCode: 2 });
  });
});

describe('chooseProfile', () => {
  it('takes the named, then the only, then the last, then SmechVisor', () => {
    expect(chooseProfile('smechos', visor).name).toBe('smechos');
    expect(chooseProfile(undefined, visor, 'smechos').name).toBe('smechvisor');
    expect(chooseProfile(undefined, both, 'smechos').name).toBe('smechos');
    expect(chooseProfile(undefined, both, 'gone').name).toBe('smechvisor');
  });

  it('refuses an unknown one', () => {
    const message =
      'There is no profile "smechvizor": choose smechos or smechvisor with --profile. Did you mean smechvisor?';
    expect(usage(() => chooseProfile('smechvizor', both))).toMatchObject({ message, exitCode: 2 });
  });
});

describe('readSettings', () => {
  const settings = (name: string, text: string) =>
    readSettings(lay(path.join(base, name), { 'smechdeploy.json': text }));

  it('has defaults for all that is not set', async () => {
    expect(await readSettings(none)).toMatchObject({ versions: {}, images: { espMiB: 128 } });
    expect(await settings('some', '\ufeff{"images": {"rootMiB": 8192}}')).toMatchObject({
      images: { espMiB: 128, rootMiB: 8192 },
    });
  });

  it.each([
    ['an unknown field', '{"imges": {}}', '1: imges is not known'],
    ['an unknown inner field', '{\n  "images": {\n    "espMb": 1}}', '3: images.espMb is not known'],
    [
      'a wrong type',
      '{"images": {\n"rootMiB":\n"4 GB"}}',
      '2: images.rootMiB: Invalid input: expected number, received string',
    ],
    [
      'two at once',
      '{"mirrors": [1],\n "versions": {"linux": 6}}',
      '2: versions.linux: Invalid input: expected string, received number; line 1: mirrors.0: Invalid input: expected string, received number',
    ],
    ['a list', '[]', '1: the whole: Invalid input: expected object, received array'],
  ])('refuses %s', async (name, text, what) => {
    const message = `${base}/${name}/smechdeploy.json:${what}: mend it or take it out.`;
    await expect(settings(name, text)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('says where it is no JSON', async () => {
    const message = `${base}/broken/smechdeploy.json:2 is no JSON: Unexpected token '/', "{ "target": /mnt }" is not valid JSON: mend it.`;
    await expect(settings('broken', '{\n  "target": /mnt\n}')).rejects.toMatchObject({ message, exitCode: 2 });
  });
});
