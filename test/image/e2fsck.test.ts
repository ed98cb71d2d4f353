import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repairExt4 } from '../../src/image/e2fsck.js';
import { makeExt4 } from '../../src/image/ext4.js';
import { exec, hashOf, scratch, sleep } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;

it('mends a file system to the same bytes whenever it does, though it was mounted later than it was built', async () => {
  const [one, other] = [path.join(dir, 'one.img'), path.join(dir, 'other.img')];
  await makeExt4({ out: one, sizeMiB: 32, label: 'x', fingerprint: 'f', epoch, exec });
  for (const field of ['mtime 20260601', 'state 0']) await exec(['debugfs', '-w', '-R', `ssv ${field}`, one]);
  await copyFile(one, other);
  await repairExt4(one, { exec, epoch });
  await sleep(1100);
  await repairExt4(other, { exec, epoch });
  expect(await hashOf(other)).toBe(await hashOf(one));
  const info = await exec(['dumpe2fs', '-h', one], { env: { TZ: 'UTC', LC_ALL: 'C' } });
  for (const field of ['Last checked', 'Last write time', 'Last mount time'])
    expect(info).toMatch(new RegExp(`${field}: +Thu Jan  1 00:00:00 2026`));
});
