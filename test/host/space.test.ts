import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSpace, freeSpace, nearestExisting, shortageOf } from '../../src/host/space.js';
import { scratch } from '../orders/helpers.js';

const dir = scratch();
const deep = path.join(dir, 'not/there/yet');

describe('freeSpace', () => {
  it('is that of the file system a path will lie on', async () => {
    expect(await nearestExisting(deep)).toBe(dir);
    const [here, there] = [await freeSpace(dir), await freeSpace(deep)];
    expect(there.device).toBe(here.device);
    expect(here.bytes).toBeGreaterThan(0);
  });

  it('knows no inodes where a file system has no number of them', async () => {
    expect((await freeSpace('/sys')).inodes).toBeNull();
  });
});

describe('checkSpace', () => {
  it('is content with what there is', async () => {
    await checkSpace([{ path: deep, bytes: 1, inodes: 1, what: 'the target' }]);
  });

  it('adds up what is needed on one file system', async () => {
    const { bytes } = await freeSpace(dir);
    const half = Math.floor(bytes * 0.75);
    await expect(
      checkSpace([
        { path: dir, bytes: half, what: 'the cache' },
        { path: deep, bytes: half, what: 'the target' },
      ]),
    ).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the cache \(.*\) and the target \(.*\) needs .* and its file system has .* free: make .* of room, or use another disk\.$/,
      ),
      exitCode: 3,
    });
  });

  it.each([
    [
      { bytes: 2 ** 30, inodes: 10 },
      2 ** 31,
      5,
      'the target (/t) needs 2 GiB and its file system has 1 GiB free: make 1 GiB of room, or use another disk.',
    ],
    [
      { bytes: 2 ** 30, inodes: 10 },
      2 ** 20,
      25,
      'the target (/t) needs 25 inodes and its file system has 10 free: remove 15 files, or use another file system.',
    ],
    [{ bytes: 2 ** 30, inodes: null }, 2 ** 30, 25, null],
  ])('of %j says what is lacking', (free, bytes, inodes, message) => {
    expect(shortageOf([{ path: '/t', bytes, inodes, what: 'the target' }], { ...free, device: 1 })).toBe(message);
  });
});
