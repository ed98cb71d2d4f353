import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashFile } from '../../src/host/hash.js';
import { hashTree } from '../../src/host/hash-tree.js';
import { scratch } from '../orders/helpers.js';

const here = scratch();

describe('hashTree', () => {
  it('changes with names, contents, links and execute bits, and with nothing else', async () => {
    const dir = path.join(here, 'tree');
    mkdirSync(path.join(dir, 'sub'), { recursive: true });
    const seen = new Set<string>();
    const differs = async () => {
      const before = seen.size;
      seen.add(await hashTree(dir));
      return seen.size > before;
    };
    expect(await differs()).toBe(true);
    writeFileSync(path.join(dir, 'sub/a'), '1');
    expect(await differs()).toBe(true);
    writeFileSync(path.join(dir, 'sub/a'), '2');
    expect(await differs()).toBe(true);
    chmodSync(path.join(dir, 'sub/a'), 0o755);
    expect(await differs()).toBe(true);
    symlinkSync('a', path.join(dir, 'sub/l'));
    expect(await differs()).toBe(true);
    utimesSync(path.join(dir, 'sub/a'), 1, 1);
    chmodSync(path.join(dir, 'sub/a'), 0o700);
    expect(await differs()).toBe(false);
  });

  it('of a file is that of its content', async () => {
    const file = path.join(here, 'a');
    writeFileSync(file, 'content');
    expect(await hashTree(file)).toBe(await hashFile(file));
  });

  it('counts what a link out of the folder leads to, and follows a link to a folder', async () => {
    const dir = path.join(here, 'linked');
    mkdirSync(dir);
    const program = path.join(here, 'program');
    writeFileSync(program, 'one');
    symlinkSync(program, path.join(dir, 'program'));
    symlinkSync(dir, path.join(here, 'link'));
    const first = await hashTree(dir);
    expect(await hashTree(path.join(here, 'link'))).toBe(first);
    writeFileSync(program, 'two, and of another size');
    expect(await hashTree(dir)).not.toBe(first);
    symlinkSync('nowhere', path.join(dir, 'dangling'));
    await hashTree(dir);
    symlinkSync('/usr', path.join(dir, 'usr'));
    await expect(hashTree(dir)).rejects.toMatchObject({
      exitCode: 2,
      message: `${dir}/usr leads to the folder /usr, out of ${dir}: put the folder itself there.`,
    });
  });

  it('says what lacks, and who wants it', async () => {
    const gone = path.join(here, 'gone');
    await expect(hashTree(gone)).rejects.toMatchObject({
      exitCode: 2,
      message: `${gone} is missing, which a phase or recipe reads: put it back.`,
    });
  });
});
