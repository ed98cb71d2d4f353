import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageUse, isMountPoint, parseMountInfo, readMounts } from '../../src/host/mounts.js';
import { scratch } from '../orders/helpers.js';

const dir = scratch();

/** Attaches a small ext4 image; null where this machine lets nobody do that. */
function attach(): { image: string; device: string } | null {
  const image = path.join(dir, 'disk.img');
  writeFileSync(image, '');
  execFileSync('truncate', ['-s', '8M', image]);
  execFileSync('/usr/sbin/mkfs.ext4', ['-q', image]);
  const { status, stdout } = spawnSync('/usr/sbin/losetup', ['--find', '--show', image], { encoding: 'utf8' });
  return status === 0 ? { image, device: stdout.trim() } : null;
}

describe('parseMountInfo', () => {
  it('reads the fields, the optional ones skipped and names unescaped', () => {
    const text =
      '36 35 98:0 /mnt1 /mnt\\0402\\134x rw,noatime master:1 shared:2 - ext3 /dev/root\\011a rw,errors=continue\n' +
      '37 35 0:5 / /proc rw - proc proc rw\nnot a line\n';
    expect(parseMountInfo(text)).toEqual([
      {
        device: '98:0',
        root: '/mnt1',
        mountPoint: '/mnt 2\\x',
        options: ['rw', 'noatime'],
        type: 'ext3',
        source: '/dev/root\ta',
      },
      { device: '0:5', root: '/', mountPoint: '/proc', options: ['rw'], type: 'proc', source: 'proc' },
    ]);
  });

  it('reads every line of this machine', async () => {
    const lines = readFileSync('/proc/self/mountinfo', 'utf8').trim().split('\n');
    expect(await readMounts()).toHaveLength(lines.length);
  });
});

describe('images in use', () => {
  it('are free when nothing holds them', async () => {
    const file = path.join(dir, 'free.img');
    writeFileSync(file, '');
    expect(await imageUse(file)).toBeNull();
    expect(await imageUse(path.join(dir, 'gone.img'))).toBeNull();
    expect(await isMountPoint('/proc')).toBe(true);
    expect(await isMountPoint(dir)).toBe(false);
  });

  const attached = attach();
  it.skipIf(attached === null)('are those that a loop device holds, and those that are mounted', async () => {
    if (attached === null) return;
    const { image, device } = attached;
    const mountPoint = path.join(dir, 'mount point');
    try {
      expect(await imageUse(image)).toEqual({ device, mountPoint: null });
      execFileSync('mkdir', [mountPoint]);
      execFileSync('mount', [device, mountPoint]);
      expect(await imageUse(path.join(dir, '.', 'disk.img'))).toEqual({ device, mountPoint: realpathSync(mountPoint) });
      expect(await isMountPoint(mountPoint)).toBe(true);
    } finally {
      spawnSync('umount', [mountPoint]);
      execFileSync('/usr/sbin/losetup', ['--detach', device]);
    }
    expect(await imageUse(image)).toBeNull();
  });
});
