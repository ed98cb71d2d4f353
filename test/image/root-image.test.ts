import { copyFile, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exec } from '../../src/image/exec.js';
import { readExt4Info } from '../../src/image/ext4-info.js';
import { syncImage } from '../../src/image/image-sync.js';
import { ensureRootImage } from '../../src/image/root-image.js';
import type { ViewEntry } from '../../src/layers/view.js';
import { exec, hashOf, scratch, sleep } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const MiB = 1024 * 1024;

const entries: ViewEntry[] = [{ unit: 'u', entry: { type: 'dir', path: 'etc', mode: 0o755, uid: 0, gid: 0 } }];
const sync = (image: string, sizeMiB: number, start = exec) =>
  syncImage({ image, sizeMiB, entries, epoch, exec: start });
const make = (name: string, sizeMiB: number) =>
  ensureRootImage({ layout: { images: path.join(dir, name) }, sizeMiB, epoch, exec });

describe('the root image', () => {
  it('grows to what is asked for, with its file system, though nothing else has changed', async () => {
    const image = await make('grow', 32);
    await sync(image, 32);
    const before = await readExt4Info(image, exec);
    expect(await make('grow', 64)).toBe(image);
    const twin = path.join(dir, 'twin.img');
    for (const end of ['', '.record.json']) await copyFile(`${image}${end}`, `${twin}${end}`);
    await sync(image, 64);
    expect((await stat(image)).size).toBe(64 * MiB);
    const after = await readExt4Info(image, exec);
    expect(after).toMatchObject({ uuid: before.uuid, clean: true });
    expect(after.freeBlocks - before.freeBlocks).toBeGreaterThan((28 * MiB) / after.blockSize);
    await exec(['e2fsck', '-fn', image]);
    expect(await exec(['debugfs', '-R', 'ls -p /', image])).toContain('/etc/');
    // It is in step with its record: nothing is left to do.
    const record = await readFile(`${image}.record.json`, 'utf8');
    expect(await sync(image, 64)).toEqual({ written: 0, removed: 0 });
    expect(await readFile(`${image}.record.json`, 'utf8')).toBe(record);
    // At another time, the same bytes.
    await sleep(1100);
    await sync(twin, 64);
    expect(await hashOf(twin)).toBe(await hashOf(image));
  });

  it('grows after it was mounted later than any build', async () => {
    const image = await make('mounted', 32);
    await exec(['debugfs', '-w', '-R', 'ssv mtime 20991231', image]);
    await sync(image, 48);
    expect((await stat(image)).size).toBe(48 * MiB);
    await exec(['e2fsck', '-fn', image]);
  });

  it('stays as it is when growing fails', async () => {
    const image = await make('fails', 32);
    await sync(image, 32);
    const before = await hashOf(image);
    const failing: Exec = (argv, options) =>
      argv[0] === 'resize2fs' ? Promise.reject(new Error('no resize2fs')) : exec(argv, options);
    await expect(sync(image, 64, failing)).rejects.toThrow('no resize2fs');
    expect(await hashOf(image)).toBe(before);
  });

  it('says in one sentence what to do where it would have to shrink', async () => {
    const image = await make('shrink', 48);
    await expect(make('shrink', 32)).rejects.toMatchObject({
      exitCode: 3,
      message: `${image} has 48 MiB and can't be made smaller to the 32 MiB of images.rootMiB in smechdeploy.json: delete it and run again, it is made anew.`,
    });
    expect(await make('shrink', 48)).toBe(image);
  });
});
