import { createWriteStream } from 'node:fs';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeInitramfs } from '../../src/image/initramfs.js';
import { makeSquashfs } from '../../src/image/squashfs.js';
import { writeTar } from '../../src/image/tar.js';
import type { TreeEntry } from '../../src/image/tree.js';
import { exec, hashOf, scratch } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const program = path.join(dir, 'program');
const empty = path.join(dir, 'empty');
const capability = Buffer.from('0100000200200000000000000000000000000000', 'hex');
const long = `usr/share/${'a-rather-long-folder-name/'.repeat(6)}ünïcode name`;

const entries: TreeEntry[] = [
  { entry: { type: 'symlink', path: 'lib', target: 'usr/lib', mode: 0o777, uid: 0, gid: 0 } },
  { entry: { type: 'hardlink', path: 'bin/also', target: 'usr/bin/ping', mode: 0o755, uid: 0, gid: 0 } },
  { entry: { type: 'dir', path: 'bin', mode: 0o755, uid: 0, gid: 0 } },
  { entry: { type: 'dir', path: 'tmp', mode: 0o1777, uid: 0, gid: 0 } },
  {
    entry: {
      type: 'file',
      path: 'usr/bin/ping',
      mode: 0o4755,
      uid: 0,
      gid: 0,
      size: 7,
      xattrs: { 'security.capability': capability.toString('base64') },
    },
    content: program,
  },
  { entry: { type: 'file', path: 'etc/shadow', mode: 0, uid: 70000, gid: 42, size: 0 }, content: empty },
  { entry: { type: 'file', path: long, mode: 0o644, uid: 3_000_000, gid: 1000, size: 7 }, content: program },
  { entry: { type: 'char', path: 'dev/console', mode: 0o600, uid: 0, gid: 5, major: 5, minor: 1 } },
  { entry: { type: 'block', path: 'dev/nvme0', mode: 0o660, uid: 0, gid: 6, major: 259, minor: 3 } },
  { entry: { type: 'fifo', path: 'run/initctl', mode: 0o600, uid: 0, gid: 0 } },
];

beforeAll(async () => {
  await writeFile(program, '#!/bin\n');
  await writeFile(empty, '');
});

describe('writeTar', () => {
  it('keeps owners, modes, devices, links and attributes', async () => {
    const file = path.join(dir, 'a.tar');
    await writeTar(entries, createWriteStream(file), { epoch });
    const listing = await exec(['tar', '--numeric-owner', '--full-time', '--utc', '-tvf', file], {
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(listing).toContain('2026-01-01 00:00:00 tmp');
    expect(listing).toMatch(/^-rwsr-xr-x 0\/0 +7 .* usr\/bin\/ping$/m);
    expect(listing).toMatch(/^---------- 70000\/42 +0 .* etc\/shadow$/m);
    expect(listing).toMatch(/^-rw-r--r-- 3000000\/1000 +7 /m);
    expect(listing).toMatch(/^crw------- 0\/5 +5,1 .* dev\/console$/m);
    expect(listing).toMatch(/^brw-rw---- 0\/6 +259,3 .* dev\/nvme0$/m);
    expect(listing).toMatch(/^prw------- .* run\/initctl$/m);
    expect(listing).toMatch(/lib -> usr\/lib$/m);
    expect(listing).toMatch(/bin\/also link to usr\/bin\/ping$/m);
    expect(listing.trim().split('\n')).toHaveLength(entries.length);
  });

  it('is the same bytes whatever the order of entries and the time', async () => {
    const [one, two] = [path.join(dir, 'one.tar'), path.join(dir, 'two.tar')];
    await writeTar(entries, createWriteStream(one), { epoch });
    await utimes(program, 1, 1);
    await writeTar([...entries].reverse(), createWriteStream(two), { epoch });
    expect(await hashOf(two)).toBe(await hashOf(one));
  });

  it('puts the prefix before names and hard links', async () => {
    const file = path.join(dir, 'prefix.tar');
    await writeTar(entries, createWriteStream(file), { epoch, prefix: 'smech-1' });
    const listing = await exec(['tar', '-tvf', file]);
    expect(listing).toMatch(/smech-1\/bin\/also link to smech-1\/usr\/bin\/ping$/m);
    expect(listing).toMatch(/smech-1\/lib -> usr\/lib$/m);
  });

  it('refuses content that is not what the layer says', async () => {
    const bad: TreeEntry[] = [
      { entry: { type: 'file', path: 'x', mode: 0o644, uid: 0, gid: 0, size: 8 }, content: program },
    ];
    await expect(writeTar(bad, createWriteStream(path.join(dir, 'bad.tar')), { epoch })).rejects.toThrow(
      /^\/x has 7 bytes/,
    );
  });
});

describe('makeSquashfs', () => {
  it('holds the entries exactly and is reproducible', async () => {
    const [one, two] = [path.join(dir, 'one.squashfs'), path.join(dir, 'two.squashfs')];
    await makeSquashfs(entries, one, { epoch, compression: 'zstd', exec });
    await makeSquashfs([...entries].reverse(), two, { epoch, compression: 'zstd', jobs: 1, exec });
    expect(await hashOf(two)).toBe(await hashOf(one));
    const listing = await exec(['unsquashfs', '-lln', '-UTC', one], { env: { LC_ALL: 'C.UTF-8' } });
    expect(listing).toMatch(/^drwxr-xr-x 0\/0 .*2026-01-01 00:00 squashfs-root$/m);
    expect(listing).toMatch(/^drwxrwxrwt 0\/0 .* squashfs-root\/tmp$/m);
    expect(listing).toMatch(/^-rwsr-xr-x 0\/0 .* squashfs-root\/usr\/bin\/ping$/m);
    expect(listing).toMatch(/^---------- 70000\/42 +0 .* squashfs-root\/etc\/shadow$/m);
    expect(listing).toMatch(/^crw------- 0\/5 +5, +1 .* squashfs-root\/dev\/console$/m);
    expect(listing).toMatch(/^brw-rw---- 0\/6 +259, +3 .* squashfs-root\/dev\/nvme0$/m);
    expect(listing).toMatch(/ squashfs-root\/lib -> usr\/lib$/m);
    expect(listing).toMatch(/^-rw-r--r-- 3000000\/1000 /m);
    const out = path.join(dir, 'unsquashed');
    await exec(['unsquashfs', '-no-progress', '-user-xattrs', '-d', out, one, 'bin/also']);
    expect(await readFile(path.join(out, 'bin/also'), 'utf8')).toBe('#!/bin\n');
  });
});

describe('makeInitramfs', () => {
  const wanted = [
    { type: 'file', path: 'init', text: '#!/bin/sh\n', mode: 0o755 },
    { type: 'file', path: 'sbin/program', from: program, mode: 0o700 },
    { type: 'symlink', path: 'bin', target: 'sbin' },
    { type: 'char', path: 'dev/console', major: 5, minor: 1 },
    { type: 'block', path: 'dev/sda', major: 8, minor: 0, mode: 0o660 },
    { type: 'dir', path: 'mnt/medium' },
  ] as const;

  it('is an archive that the kernel reads, with device nodes, reproducible', async () => {
    const [one, two] = [path.join(dir, 'one.zst'), path.join(dir, 'two.zst')];
    await makeInitramfs([...wanted], one, { epoch, exec });
    await utimes(program, 5, 5);
    await makeInitramfs([...wanted].reverse(), two, { epoch, exec });
    expect(await hashOf(two)).toBe(await hashOf(one));
    await exec(['sh', '-c', 'zstd -dqc "$1" >"$2"', 'sh', one, `${one}.cpio`]);
    expect((await readFile(`${one}.cpio`)).subarray(0, 6).toString()).toBe('070701');
    const listing = await exec(['sh', '-c', 'TZ=UTC cpio -itvn <"$1" 2>/dev/null', 'sh', `${one}.cpio`]);
    expect(listing).toMatch(/^-rwxr-xr-x +0 0 +0 +10 Jan +1 +2026 init$/m);
    expect(listing).toMatch(/^-rwx------ +0 0 +0 +7 .* sbin\/program$/m);
    expect(listing).toMatch(/^crw------- +0 0 +0 +5, +1 .* dev\/console$/m);
    expect(listing).toMatch(/^brw-rw---- +0 0 +0 +8, +0 .* dev\/sda$/m);
    expect(listing).toMatch(/^l.* bin -> sbin$/m);
    expect(listing).toMatch(/^drwxr-xr-x .* mnt$/m);
  });

  it.each(['gzip', 'none'] as const)('with compression %s', async (compression) => {
    const file = path.join(dir, `with.${compression}`);
    await makeInitramfs([...wanted], file, { epoch, compression, exec });
    const listing = await exec([
      'sh',
      '-c',
      `${compression === 'gzip' ? 'gzip -dc' : 'cat'} "$1" | cpio -it 2>/dev/null`,
      'sh',
      file,
    ]);
    expect(listing).toContain('dev/console');
  });
});
