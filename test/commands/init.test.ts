import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { command as init } from '../../src/commands/init.js';
import { readSettings } from '../../src/host/read-settings.js';
import { readOrder } from '../../src/orders/read.js';
import { builtinPhases } from '../../src/phases/index.js';
import { smechvisor } from '../../src/profiles/smechvisor.js';
import { powerless } from '../host/powerless.js';
import { lay, scratch } from '../orders/helpers.js';
import { captureIo, common } from './helpers.js';

const base = scratch();

describe('init', () => {
  it('makes a deploy root that plans SmechVisor, and names the next command', async () => {
    const { io, lines } = captureIo(base);
    expect(await init(io, common, ['new/smech'])).toBe(0);
    const dir = path.join(base, 'new/smech');
    expect(lines).toEqual([
      `${dir} is a deploy root now; made in it: build_order.txt, build_order_smechvisor.txt, smechdeploy.json, bin/, .gitignore.`,
      `Next: \`smechdeploy-tui plan --root ${dir} --profile smechvisor\`.`,
    ]);
    expect(await readOrder(dir, smechvisor, Object.keys(builtinPhases))).toHaveLength(10);
    expect((await readSettings(dir)).images.espMiB).toBe(128);
  });

  it('adds to a deploy root what it lacks, and changes nothing that is there', async () => {
    const dir = lay(path.join(base, 'half'), {
      'build_order.txt': 'mine\n',
      '.gitignore': '/images/\nown',
      'foreign.txt': 'x',
    });
    const { io, lines } = captureIo(base);
    expect(await init(io, { ...common, json: true }, ['half'])).toBe(0);
    expect(JSON.parse(lines.join(''))).toEqual({
      schemaVersion: 1,
      root: dir,
      made: ['build_order_smechvisor.txt', 'smechdeploy.json', 'bin/', '.gitignore'],
      next: `smechdeploy-tui plan --root ${dir} --profile smechvisor`,
    });
    expect(readFileSync(path.join(dir, 'build_order.txt'), 'utf8')).toBe('mine\n');
    expect(readFileSync(path.join(dir, '.gitignore'), 'utf8')).toBe(
      '/images/\nown\n/essentials/\n/deps/\n/iso-builder/\n/.smechdeploy/\n/.venv/\n',
    );
    const again = captureIo(base);
    await init(again.io, common, ['half']);
    expect(again.lines[0]).toBe(`${dir} is a deploy root already: nothing to do.`);
  });

  it('takes a new repository for an empty folder', async () => {
    lay(path.join(base, 'repository'), { '.git/HEAD': '', 'README.md': '', LICENSE: '' });
    expect(await init(captureIo(base).io, common, ['repository'])).toBe(0);
  });

  it.each([
    [
      'a folder with other things',
      ['full'],
      `${base}/full holds other things (a, b, c and 1 more): name a new or empty folder, such as ${base}/full/smech.`,
    ],
    ['a file', ['full/a'], `${base}/full/a is a file: name a folder, new or empty.`],
    [
      'a folder in a file',
      ['full/a/b'],
      `${base}/full/a/b can't be used (ENOTDIR): name a folder that you may write in.`,
    ],
    ['no folder', [], 'init takes one folder, such as `smechdeploy-tui init smech`.'],
    ['two folders', ['a', 'b'], 'init takes one folder, such as `smechdeploy-tui init smech`.'],
  ])('refuses %s', async (_, operands, message) => {
    lay(path.join(base, 'full'), { a: '', b: '', c: '', d: '' });
    await expect(init(captureIo(base).io, common, operands)).rejects.toMatchObject({ message, exitCode: 2 });
    expect(readdirSync(path.join(base, 'full'))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('says so where this user may not write', () => {
    mkdirSync(path.join(base, 'closed'), { mode: 0o500 });
    const dir = path.join(base, 'closed/smech');
    const message = `${dir} can't be made a deploy root (EACCES): run as a user who may write there, or name another folder.`;
    expect(powerless('commands/init.js', 'command', [{ cwd: base, env: {} }, common, [dir]])).toEqual({
      message,
      exitCode: 3,
    });
  });
});
