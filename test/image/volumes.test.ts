import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeExt4 } from '../../src/image/ext4.js';
import { makeFat } from '../../src/image/fat.js';
import { makeGptDisk } from '../../src/image/gpt.js';
import { deterministicUuid } from '../../src/image/uuid.js';
import { exec, hashOf, scratch, sleep } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const fingerprint = 'f'.repeat(64);

describe('deterministicUuid', () => {
  it('depends on fingerprint and label alone, and is a valid UUID', () => {
    const uuid = deterministicUuid('a', 'disk');
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(deterministicUuid('a', 'disk')).toBe(uuid);
    expect(deterministicUuid('a', 'esp')).not.toBe(uuid);
    expect(deterministicUuid('b', 'disk')).not.toBe(uuid);
  });
});

describe('makeFat', () => {
  const loader = path.join(dir, 'loader.efi');
  const make = (out: string, sizeMiB: number) =>
    makeFat({
      out,
      sizeMiB,
      label: 'SMECH ESP',
      epoch,
      fingerprint,
      exec,
      files: [
        { path: 'EFI/BOOT/BOOTX64.EFI', from: loader },
        { path: 'boot/grub/grub.cfg', text: 'configfile /x\n' },
      ],
    });

  it.each([
    [16, 'FAT16'],
    [64, 'FAT32'],
  ])('%i MiB: %s, checked by fsck, reproducible', async (sizeMiB, type) => {
    const [one, two] = [path.join(dir, `one${sizeMiB}.img`), path.join(dir, `two${sizeMiB}.img`)];
    await writeFile(loader, 'MZ loader');
    await make(one, sizeMiB);
    // FAT times have steps of two seconds.
    await sleep(2100);
    await utimes(loader, 7, 7);
    await make(two, sizeMiB);
    expect(await hashOf(two)).toBe(await hashOf(one));
    const checked = await exec(['fsck.fat', '-n', '-v', one]);
    expect(checked).toContain(type === 'FAT32' ? '32 bit entries' : '16 bit entries');
    expect(await exec(['mtype', '-i', one, '::/EFI/BOOT/BOOTX64.EFI'])).toBe('MZ loader');
    expect(await exec(['mdir', '-i', one, '::/EFI'], { env: { TZ: 'UTC' } })).toContain('2026-01-01');
  });
});

describe('makeExt4', () => {
  it('is clean, sparse, reproducible and has its fixed UUID', async () => {
    const [one, two] = [path.join(dir, 'one.ext4'), path.join(dir, 'two.ext4')];
    const uuid = await makeExt4({ out: one, sizeMiB: 64, label: 'root', fingerprint, epoch, exec });
    await sleep(1100);
    await makeExt4({ out: two, sizeMiB: 64, label: 'root', fingerprint, epoch, exec });
    expect(await hashOf(two)).toBe(await hashOf(one));
    await exec(['e2fsck', '-fn', one]);
    expect(await exec(['dumpe2fs', '-h', one])).toContain(uuid);
    expect((await stat(one)).blocks * 512).toBeLessThan(32 * 1024 * 1024);
  });
});

describe('makeGptDisk', () => {
  it('places partitions at whole MiB, with fixed identifiers', async () => {
    const [one, two] = [path.join(dir, 'one.disk'), path.join(dir, 'two.disk')];
    const options = {
      sizeMiB: 64,
      fingerprint,
      exec,
      partitions: [
        { name: 'bios', type: 'biosBoot', sizeMiB: 1 },
        { name: 'esp', type: 'esp', sizeMiB: 16 },
        { name: 'root', type: 'linux', sizeMiB: null },
      ] as const,
    };
    const placed = await makeGptDisk({ ...options, partitions: [...options.partitions], out: one });
    await makeGptDisk({ ...options, partitions: [...options.partitions], out: two });
    const MiB = 1024 * 1024;
    expect(placed.map(({ name, offset }) => [name, offset / MiB])).toEqual([
      ['bios', 1],
      ['esp', 2],
      ['root', 18],
    ]);
    expect(placed[2]?.size).toBeGreaterThan(44 * MiB);
    expect((await exec(['sfdisk', '--verify', one])).toLowerCase()).toContain('no errors');
    const table = (await exec(['sfdisk', '--dump', one])).toLowerCase();
    for (const { uuid } of placed) expect(table).toContain(uuid);
    expect((await readFile(two)).equals(await readFile(one))).toBe(true);
  });
});
