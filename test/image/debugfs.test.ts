import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { programEntry } from '../../src/host/package.js';
import { debugfs, quote } from '../../src/image/debugfs-commands.js';
import { listImage } from '../../src/image/debugfs-list.js';
import { DebugfsSession } from '../../src/image/debugfs-session.js';
import { makeExt4 } from '../../src/image/ext4.js';
import { largeFileProblem } from '../../src/image/image-check.js';
import { updateImage } from '../../src/image/image-update.js';
import type { TreeEntry } from '../../src/image/tree.js';
import { exec, hashOf, scratch, sleep } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const empty = path.join(dir, 'empty.img');
const content = path.join(dir, 'content "x"');
const bytes = Buffer.from('a program\n'.repeat(1000));
const capability = Buffer.from('0100000200200000000000000000000000000000', 'hex');

beforeAll(async () => {
  await makeExt4({ out: empty, sizeMiB: 32, label: 'root', fingerprint: 'f', epoch, exec });
  await writeFile(content, bytes, { mode: 0o400 });
});

async function freshImage(name: string): Promise<string> {
  const image = path.join(dir, name);
  await copyFile(empty, image);
  return image;
}

/** In a namespace of its own, so nothing is left of the try. */
const canMountTmpfs =
  process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', dir]).status === 0;

const own = { mode: 0o755, uid: 0, gid: 0 };
const file = (at: string, more: object = {}): TreeEntry => ({
  entry: { type: 'file', path: at, ...own, size: bytes.length, ...more },
  content,
});

const put = (image: string, entries: TreeEntry[], more: object = {}) =>
  updateImage({ image, entries, epoch, exec, ...more });

/** What debugfs says of a path, in one process of its own. */
const statOf = (image: string, at: string) =>
  exec(['debugfs', '-R', `stat ${quote(`/${at}`)}`, image], { env: { TZ: 'UTC' } });
const contentOf = async (image: string, at: string) => {
  const out = path.join(dir, 'dumped');
  await rm(out, { force: true });
  await exec(['debugfs', '-R', `dump ${quote(`/${at}`)} "${out}"`, image]);
  return readFile(out);
};

describe('updateImage', () => {
  it('writes every kind of entry exactly', async () => {
    const image = await freshImage('exact.img');
    const long = 'x'.repeat(3000);
    await put(image, [
      { entry: { type: 'dir', path: 'usr', ...own } },
      { entry: { type: 'dir', path: 'tmp', mode: 0o1777, uid: 0, gid: 0 } },
      { entry: { type: 'dir', path: 'home/user', mode: 0o700, uid: 70000, gid: 100000 } },
      file('usr/bin/su', {
        mode: 0o4711,
        uid: 0,
        gid: 70000,
        xattrs: {
          'security.capability': capability.toString('base64'),
          'user.q"': Buffer.from('"').toString('base64'),
        },
      }),
      { entry: { type: 'hardlink', path: 'usr/bin/also', target: 'usr/bin/su', ...own } },
      { entry: { type: 'hardlink', path: 'again', target: 'usr/bin/su', ...own } },
      { entry: { type: 'symlink', path: 'bin', target: 'usr/bin', mode: 0o777, uid: 0, gid: 0 } },
      file('bin/through-link'),
      { entry: { type: 'symlink', path: 'long', target: long, mode: 0o777, uid: 12, gid: 0 } },
      { entry: { type: 'char', path: 'dev/console', mode: 0o620, uid: 0, gid: 5, major: 5, minor: 1 } },
      { entry: { type: 'block', path: 'dev/<nvme>', mode: 0o660, uid: 0, gid: 6, major: 259, minor: 300 } },
      { entry: { type: 'fifo', path: 'run/initctl', mode: 0o600, uid: 0, gid: 0 } },
    ]);
    await exec(['e2fsck', '-fn', image]);
    const su = await statOf(image, 'usr/bin/su');
    expect(su).toMatch(/Mode:\s+04711 /);
    expect(su).toMatch(/User:\s+0 +Group:\s+70000 /);
    expect(su).toMatch(/Links: 3 /);
    expect(su).toMatch(/mtime: .*Thu Jan +1 00:00:00 2026/);
    expect(await exec(['debugfs', '-R', 'ea_get -x "/usr/bin/su" security.capability', image])).toContain(
      [...capability].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    );
    expect(await exec(['debugfs', '-R', 'ea_list "/usr/bin/su"', image])).toContain('user.q\\" (1)');
    expect((await contentOf(image, 'again')).equals(bytes)).toBe(true);
    expect((await contentOf(image, 'usr/bin/through-link')).equals(bytes)).toBe(true);
    expect(await statOf(image, 'bin')).toContain('Fast link dest: "usr/bin"');
    expect(await exec(['debugfs', '-R', 'cat "/long"', image])).toBe(long);
    expect(await statOf(image, 'dev/console')).toMatch(/Type: character special +Mode: +0620[\s\S]*05:01/);
    expect(await statOf(image, 'dev/<nvme>')).toMatch(/Type: block special +Mode: +0660[\s\S]*259:300/);
    expect(await statOf(image, 'run/initctl')).toMatch(/Type: FIFO +Mode: +0600/);
    expect(await statOf(image, 'tmp')).toMatch(/Mode:\s+01777 /);
    expect(await statOf(image, 'home/user')).toMatch(/User:\s+70000 +Group:\s+100000 /);
  });

  it('replaces whatever stands in the way, and removes', async () => {
    const image = await freshImage('replace.img');
    await put(image, [
      file('a/deep/er/file'),
      file('b', { xattrs: { 'user.x': Buffer.alloc(900).toString('base64') } }),
      { entry: { type: 'symlink', path: 'c', target: 'a', mode: 0o777, uid: 0, gid: 0 } },
      file('gone/x'),
      file('gone/y'),
    ]);
    await put(
      image,
      [
        file('a'),
        file('b/now/a/folder'),
        { entry: { type: 'char', path: 'c', mode: 0o600, uid: 0, gid: 0, major: 1, minor: 3 } },
      ],
      {
        remove: ['gone', 'never-there'],
      },
    );
    const session = new DebugfsSession(image);
    const listed = await listImage(session);
    await session.close();
    expect([...listed.keys()].filter((name) => name !== '' && name !== 'lost+found').sort()).toEqual([
      'a',
      'b',
      'b/now',
      'b/now/a',
      'b/now/a/folder',
      'c',
    ]);
    expect(listed.get('c')?.mode.toString(8)).toBe('20600');
    await exec(['e2fsck', '-fn', image]);
  });

  it('is reproducible', async () => {
    const entries = [
      file('x/one'),
      file('x/two'),
      { entry: { type: 'symlink', path: 'l', target: 'x', mode: 0o777, uid: 0, gid: 0 } } as const,
    ];
    const [one, two] = [await freshImage('one.img'), await freshImage('two.img')];
    await put(one, entries);
    await sleep(1100);
    await put(two, [...entries].reverse());
    expect(await hashOf(two)).toBe(await hashOf(one));
  });

  it('takes names of every kind', async () => {
    const image = await freshImage('names.img');
    const name = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom(...'"\\\'$*#<>-~ \t`;|&%!{}[]().0'),
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        ),
        minLength: 1,
        maxLength: 40,
      })
      .filter(
        (text) =>
          !/[\n\r\0/]/.test(text) &&
          text !== '.' &&
          text !== '..' &&
          Buffer.byteLength(text) <= 255 &&
          text.isWellFormed(),
      );
    const names = new Set([
      ...fc.sample(name, { numRuns: 400, seed: 7 }),
      '<12>',
      '<2>',
      '-f',
      '#1',
      '"',
      '""',
      ' ',
      '\\',
      'n'.repeat(255),
      'debugfs: ls',
      '~',
    ]);
    const entries: TreeEntry[] = [...names].map((text, index) =>
      index % 3 === 0
        ? file(`n/${text}`)
        : index % 3 === 1
          ? { entry: { type: 'symlink', path: `n/${text}`, target: text, mode: 0o777, uid: index, gid: 0 } }
          : { entry: { type: 'dir', path: `n/${text}`, ...own } },
    );
    await put(image, entries);
    const session = new DebugfsSession(image);
    const listed = await listImage(session);
    await session.close();
    expect([...listed.keys()].filter((at) => at.startsWith('n/')).sort()).toEqual(
      [...names].map((text) => `n/${text}`).sort(),
    );
  });

  it('refuses contents that are not what their layer says, before anything is written', async () => {
    const image = await freshImage('refused.img');
    const before = await hashOf(image);
    await expect(put(image, [{ ...file('folder'), content: dir }])).rejects.toThrow(/is not the file of/);
    await expect(put(image, [file('too-large', { size: 7 })])).rejects.toThrow(/7 bytes/);
    expect(await hashOf(image)).toBe(before);
    expect((await readdir(dir)).filter((entry) => entry.includes('.work-'))).toEqual([]);
  });

  it('says that the image is too small before it writes', async () => {
    const image = await freshImage('small.img');
    const large = path.join(dir, 'large');
    await writeFile(large, Buffer.alloc(40 * 1024 * 1024, 'x'));
    await expect(
      put(image, [{ entry: { type: 'file', path: 'large', ...own, size: 40 * 1024 * 1024 }, content: large }]),
    ).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/MiB free where 41 MiB/),
    });
  });

  it.skipIf(!canMountTmpfs)('says that the disk of this machine is too full, before it writes', async () => {
    const disk = path.join(dir, 'disk');
    await mkdir(disk);
    await exec(['mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
    try {
      const image = path.join(disk, 'root.img');
      await exec(['cp', '--sparse=always', empty, image]);
      const before = await hashOf(image);
      const large = path.join(dir, 'for-the-disk');
      await writeFile(large, Buffer.alloc(12 * 1024 * 1024, 'x'));
      await expect(
        put(image, [{ entry: { type: 'file', path: 'large', ...own, size: 12 * 1024 * 1024 }, content: large }]),
      ).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringMatching(/^what is written into root\.img .* needs 12 MiB/),
      });
      expect(await hashOf(image)).toBe(before);
      expect(await readdir(disk)).toEqual(['root.img']);
    } finally {
      await exec(['umount', disk]);
    }
  });

  it('refuses what is no image, and leaves it alone', async () => {
    const text = path.join(dir, 'text.img');
    await writeFile(text, 'no file system');
    await expect(put(text, [file('x')])).rejects.toMatchObject({ name: 'OperatorError' });
    expect(await readFile(text, 'utf8')).toBe('no file system');
    await expect(put(path.join(dir, 'missing.img'), [])).rejects.toMatchObject({ exitCode: 2 });
  });

  it('refuses an image that is attached to a loop device', async ({ skip }) => {
    const image = await freshImage('attached.img');
    const device = await exec(['losetup', '--find', '--show', image]).catch(() => null);
    if (device === null) return skip('loop devices need root');
    try {
      await expect(put(image, [file('x')])).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringContaining(device.trim()),
      });
    } finally {
      await exec(['losetup', '-d', device.trim()]);
    }
  });
});

describe('largeFileProblem', () => {
  it('names the one version that writes files beyond 2 GiB wrongly', () => {
    const large = file('large', { size: 3 * 2 ** 30 });
    expect(largeFileProblem('debugfs 1.47.3 (8-Jul-2025)', [file('small'), large])).toMatch(/1\.47\.3 .*\/large/);
    expect(largeFileProblem('debugfs 1.47.3 (8-Jul-2025)', [file('small')])).toBeNull();
    expect(largeFileProblem('debugfs 1.47.4 (1-Jan-2026)', [large])).toBeNull();
    expect(largeFileProblem('debugfs 1.47.30 (1-Jan-2026)', [large])).toBeNull();
  });
});

describe('DebugfsSession', () => {
  it('finds the command that failed although debugfs exits with 0', async () => {
    const session = new DebugfsSession(await freshImage('failing.img'), { write: true });
    await expect(
      session.run([debugfs.cd('/'), debugfs.mkdir('a'), debugfs.mkdir('a'), debugfs.mkdir('b')]),
    ).rejects.toThrow(/`mkdir "\.\/a"` says: .*already exists/);
    await session.kill();
  });

  it('ends when told', async () => {
    const stop = new AbortController();
    const session = new DebugfsSession(await freshImage('stopped.img'), { write: true, signal: stop.signal });
    const running = session.run(Array.from({ length: 200_000 }, () => 'cd "/"'));
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});

describe('a process that is killed in the middle', () => {
  it('leaves the earlier image as it was', async () => {
    const image = await freshImage('killed.img');
    await put(image, [file('earlier')]);
    const before = await hashOf(image);
    const script = path.join(dir, 'main.mjs');
    const program = (name: string) => JSON.stringify(programEntry(name));
    await writeFile(
      script,
      `import { updateImage } from ${program('image/image-update.js')};
import { run } from ${program('host/exec.js')};
const entries = Array.from({ length: 1900 }, (_, index) => ({ entry: { type: 'dir', path: 'd' + index, mode: 0o700, uid: 1, gid: 1 } }));
const exec = async (argv, options) => (await run(argv, options)).stdout;
await updateImage({ image: ${JSON.stringify(image)}, entries, epoch: ${epoch}, exec, progress: (done) => console.log(done) });
`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    child.kill('SIGKILL');
    if (child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    expect((await readdir(dir)).filter((entry) => entry.startsWith('killed.img.work-'))).toHaveLength(1);
    expect(await hashOf(image)).toBe(before);
    await exec(['e2fsck', '-fn', image]);
    await put(image, [file('later')]);
    expect((await contentOf(image, 'earlier')).equals(bytes)).toBe(true);
    expect((await contentOf(image, 'later')).equals(bytes)).toBe(true);
    expect((await readdir(dir)).filter((entry) => entry.startsWith('killed.img.work-'))).toEqual([]);
  });
});
