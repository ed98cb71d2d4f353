import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { programEntry } from '../../src/host/package.js';
import { makeExt4 } from '../../src/image/ext4.js';
import { syncImage } from '../../src/image/image-sync.js';
import { readHostTree } from '../../src/layers/host-tree.js';
import type { ViewEntry } from '../../src/layers/view.js';
import { exec, hashOf, scratch } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const empty = path.join(dir, 'empty.img');

beforeAll(() => makeExt4({ out: empty, sizeMiB: 32, label: 'root', fingerprint: 'f', epoch, exec }));

async function freshImage(name: string): Promise<string> {
  const image = path.join(dir, name);
  await copyFile(empty, image);
  return image;
}

async function treeOf(name: string, files: Record<string, string>): Promise<ViewEntry[]> {
  const tree = path.join(dir, name);
  await rm(tree, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(tree, file)), { recursive: true });
    await writeFile(path.join(tree, file), text);
  }
  await exec(['sh', '-c', 'find . -exec touch -h -d @1700000000 {} +'], { cwd: tree });
  const { entries } = await readHostTree(tree, { take: ['**'] });
  return entries.flatMap((entry) =>
    entry.type === 'removed' ? [] : [{ entry, unit: 'u', content: path.join(tree, entry.path) }],
  );
}

const cat = (image: string, file: string) => exec(['debugfs', '-R', `cat "/${file}"`, image]);
const sync = (image: string, entries: ViewEntry[]) => syncImage({ image, entries, epoch, exec });

/** In a process of its own, which is killed when the new image is about to take its place, or has just done so. */
async function syncAndDie(image: string, entries: ViewEntry[], when: string): Promise<void> {
  const program = (name: string) => JSON.stringify(programEntry(name));
  const script = path.join(dir, 'die.mjs');
  await writeFile(path.join(dir, 'die.json'), JSON.stringify(entries));
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
const rename = files.rename;
files.rename = async (from, to) => {
  const last = to === ${JSON.stringify(image)};
  if (last && ${when === 'before'}) process.kill(process.pid, 'SIGKILL');
  await rename(from, to);
  if (last) process.kill(process.pid, 'SIGKILL');
};
syncBuiltinESMExports();
const { syncImage } = await import(${program('image/image-sync.js')});
const { run } = await import(${program('host/exec.js')});
const entries = JSON.parse(readFileSync(${JSON.stringify(path.join(dir, 'die.json'))}, 'utf8'));
const exec = async (argv, options) => (await run(argv, options)).stdout;
await syncImage({ image: ${JSON.stringify(image)}, entries, epoch: ${epoch}, exec });
`,
  );
  const child = spawn(process.execPath, [script], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

describe('syncImage', () => {
  it('writes what differs and nothing else', async () => {
    const image = await freshImage('sync.img');
    const first = await treeOf('tree', { 'a/one': '1', 'a/two': '2', 'b/gone': '3', c: 'same size' });
    expect(await sync(image, first)).toEqual({ written: 6, removed: 0 });
    const before = await hashOf(image);
    expect(await sync(image, first)).toEqual({ written: 0, removed: 0 });
    expect(await hashOf(image)).toBe(before);
    const second = await treeOf('tree', { 'a/one': '1', 'a/two': '2', c: 'SAME SIZE' });
    expect(await sync(image, second)).toEqual({ written: 1, removed: 2 });
    expect(await cat(image, 'c')).toBe('SAME SIZE');
    await exec(['e2fsck', '-fn', image]);
    expect(await exec(['debugfs', '-R', 'ls -p /', image])).not.toContain('/b/');
  });

  it('puts right what somebody else changed, and leaves what somebody else added', async () => {
    const image = await freshImage('touched.img');
    const entries = await treeOf('touched', { 'a/one': '1', 'a/two': '2', 'b/x': 'x' });
    await sync(image, entries);
    const own = path.join(dir, 'own');
    await writeFile(own, 'mine');
    const commands = ['rm /a/two', `write ${own} /b/mine`, 'sif /a/one mode 0100600'];
    for (const command of commands) await exec(['debugfs', '-w', '-R', command, image]);
    expect(await sync(image, entries)).toEqual({ written: 2, removed: 0 });
    expect(await cat(image, 'a/two')).toBe('2');
    expect(
      await sync(
        image,
        entries.filter(({ entry }) => !entry.path.startsWith('b')),
      ),
    ).toMatchObject({ removed: 2 });
    expect(await cat(image, 'b/mine')).toBe('mine');
    expect(await exec(['debugfs', '-R', 'ls -p /b', image])).not.toContain('/x/');
  });

  it('leaves the earlier image when the new content does not fit', async () => {
    const image = await freshImage('full.img');
    await sync(image, await treeOf('small', { a: 'earlier' }));
    const before = await hashOf(image);
    const large = await treeOf('large', { a: 'later', b: 'x'.repeat(40 * 1024 * 1024) });
    await expect(sync(image, large)).rejects.toMatchObject({ exitCode: 3 });
    expect(await hashOf(image)).toBe(before);
    const many = await treeOf('many', Object.fromEntries(Array.from({ length: 2100 }, (_, n) => [`n/${n}`, ''])));
    await expect(sync(image, many)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/inodes free/),
    });
    expect(await hashOf(image)).toBe(before);
  });

  it('takes away what is no longer wanted when the time of a build is another one too', async () => {
    const image = await freshImage('epoch.img');
    await sync(image, await treeOf('epoch', { 'a/one': '1', 'a/gone': '2', 'b/gone': '3' }));
    const fewer = await treeOf('epoch', { 'a/one': '1' });
    const result = await syncImage({ image, entries: fewer, epoch: epoch + 1, exec });
    expect(result).toEqual({ written: 2, removed: 3 });
    expect(await exec(['debugfs', '-R', 'ls -p /a', image])).not.toContain('gone');
    expect(await exec(['debugfs', '-R', 'ls -p /', image])).not.toContain('/b/');
    expect(await cat(image, 'a/one')).toBe('1');
  });

  it('takes the attributes of a folder away that are no longer wanted, and no others', async () => {
    const image = await freshImage('attributes.img');
    const value = (text: string) => Buffer.from(text).toString('base64');
    // The ACL that setfacl -d -m u:1000:rwx makes.
    const acl = Buffer.from(
      '0200000001000700ffffffff02000700e803000004000500ffffffff10000700ffffffff20000500ffffffff',
      'hex',
    );
    const attributed = async (xattrs: Record<string, string>) =>
      (await treeOf('attributes', { 'a/one': '1' })).map((one) =>
        one.entry.type === 'dir' ? { ...one, entry: { ...one.entry, xattrs } } : one,
      );
    const large = Buffer.alloc(2000, 1).toString('base64');
    await sync(
      image,
      await attributed({ 'user.k': value('k'), 'user.l': large, 'system.posix_acl_default': acl.toString('base64') }),
    );
    await exec(['debugfs', '-w', '-R', 'ea_set /a user.theirs t', image]);
    await sync(image, await attributed({ 'user.k': value('other') }));
    const listed = await exec(['debugfs', '-R', 'ea_list /a', image]);
    expect(
      listed
        .match(/^ {2}\S+/gm)
        ?.map((line) => line.trim())
        .sort(),
    ).toEqual(['user.k', 'user.theirs']);
    expect(listed).toContain('"other"');
    await sync(image, await attributed({}));
    expect(await exec(['debugfs', '-R', 'ea_list /a', image])).not.toContain('user.k');
    await exec(['e2fsck', '-fn', image]);
  });

  it.each(['before', 'after'])(
    'knows what it wrote when it is killed right %s the new image takes its place',
    async (when) => {
      const image = await freshImage(`replaced-${when}.img`);
      const earlier = await treeOf(`replaced-${when}`, { a: 'a', same: 's', x: '1' });
      await sync(image, earlier);
      const more = await treeOf(`replaced-${when}-2`, { a: 'b', same: 's', 'new/file': 'n', 'x/y': '2' });
      await syncAndDie(image, more, when);
      await exec(['e2fsck', '-fn', image]);
      expect(await cat(image, 'a')).toBe(when === 'before' ? 'a' : 'b');
      // Neither what was added then nor what it was before is wanted any more.
      await sync(image, await treeOf(`replaced-${when}-3`, { a: 'a', same: 's' }));
      expect((await exec(['debugfs', '-R', 'ls -p /', image])).match(/\/(new|x)\//g)).toBe(null);
      expect([await cat(image, 'a'), await cat(image, 'same')]).toEqual(['a', 's']);
      await exec(['e2fsck', '-fn', image]);
    },
  );

  it('counts on the blocks alone that really come free', async () => {
    const image = await freshImage('room.img');
    const size = 18 * 1024 * 1024;
    const treeWith = async (name: string, script: string) => {
      await treeOf(name, { keep: 'k' });
      await exec(['sh', '-euc', script], { cwd: path.join(dir, name) });
      const { entries } = await readHostTree(path.join(dir, name), { take: ['**'] });
      return entries.flatMap((entry): ViewEntry[] =>
        entry.type === 'removed' ? [] : [{ entry, unit: 'u', content: path.join(dir, name, entry.path) }],
      );
    };
    const one = await treeWith('room-1', `head -c ${size} /dev/urandom >a; truncate -s 64M sparse`);
    await sync(image, one);
    // It has no room beside the first one, only in its place.
    const other = await treeWith('room-2', `head -c ${size} /dev/urandom >b`);
    await expect(sync(image, [...one.filter(({ entry }) => entry.path === 'a'), ...other])).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/MiB free where 19 MiB are to be written: make images.rootMiB/),
    });
    await sync(image, other);
    await exec(['e2fsck', '-fn', image]);
    // Of a file with two names only one goes.
    await exec(['debugfs', '-w', '-R', 'ln /b /theirs', image]);
    await exec(['debugfs', '-w', '-R', 'sif /b links_count 2', image]);
    await expect(sync(image, one)).rejects.toMatchObject({ exitCode: 3 });
  });

  it('leaves the earlier image however early or late it is killed', async () => {
    const image = await freshImage('killed.img');
    const earlier = await treeOf('earlier', { a: 'earlier' });
    await sync(image, earlier);
    const before = await hashOf(image);
    const later = await treeOf('later', Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`n${n}`, `${n}`])));
    const script = path.join(dir, 'sync.mjs');
    const program = (name: string) => JSON.stringify(programEntry(name));
    await writeFile(path.join(dir, 'later.json'), JSON.stringify(later));
    await writeFile(
      script,
      `import { readFileSync } from 'node:fs';
import { syncImage } from ${program('image/image-sync.js')};
import { run } from ${program('host/exec.js')};
const entries = JSON.parse(readFileSync(${JSON.stringify(path.join(dir, 'later.json'))}, 'utf8'));
const exec = async (argv, options) => (await run(argv, options)).stdout;
await syncImage({ image: ${JSON.stringify(image)}, entries, epoch: ${epoch}, exec });
`,
    );
    let killed = 0;
    for (const delay of [250, 350, 450, 600, 800]) {
      const child = spawn(process.execPath, [script], { stdio: 'ignore' });
      const timer = setTimeout(() => child.kill('SIGKILL'), delay + Math.random() * 100);
      await once(child, 'exit');
      clearTimeout(timer);
      if (child.signalCode !== 'SIGKILL') break;
      killed++;
      if ((await hashOf(image)) === before) continue;
      // Killed after the new image took its place: then that one is whole.
      await exec(['e2fsck', '-fn', image]);
      expect(await cat(image, 'n1499')).toBe('1499');
      break;
    }
    expect(killed).toBeGreaterThan(0);
    await sync(image, later);
    await exec(['e2fsck', '-fn', image]);
    expect(await cat(image, 'n1499')).toBe('1499');
    expect((await readdir(dir)).filter((name) => name.includes('.work-'))).toEqual([]);
    expect(JSON.parse(await readFile(`${image}.record.json`, 'utf8')).entries).toHaveProperty('n1499');
  });
});
