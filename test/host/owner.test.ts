import { lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { giveToCaller, sudoCaller } from '../../src/host/owner.js';
import { scratch } from '../orders/helpers.js';

const base = scratch();

describe('sudoCaller', () => {
  it.each([
    [{ SUDO_UID: '1000', SUDO_GID: '1001' }, 0, { uid: 1000, gid: 1001 }],
    [{ SUDO_UID: '1000', SUDO_GID: '1001' }, 1000, null],
    [{ SUDO_UID: '0', SUDO_GID: '0' }, 0, null],
    [{ SUDO_UID: 'x', SUDO_GID: '1' }, 0, null],
    [{ SUDO_UID: '', SUDO_GID: '' }, 0, null],
    [{}, 0, null],
  ])('of %j as %i is %j', (env, uid, expected) => {
    expect(sudoCaller(env, uid)).toEqual(expected);
  });
});

describe.runIf(process.getuid?.() === 0)('as root through sudo', () => {
  const env = { SUDO_UID: '65534', SUDO_GID: '65534' };

  it('gives folders with all in them to the caller, and follows no link', async () => {
    mkdirSync(path.join(base, 'left/deep'), { recursive: true });
    mkdirSync(path.join(base, 'other'));
    writeFileSync(path.join(base, 'other/file'), '');
    writeFileSync(path.join(base, 'left/deep/file'), '');
    symlinkSync('../other', path.join(base, 'left/link'));
    await giveToCaller([path.join(base, 'left'), path.join(base, 'gone')], env);
    expect(
      ['left', 'left/deep', 'left/deep/file', 'left/link'].map((name) => lstatSync(path.join(base, name)).uid),
    ).toEqual([65534, 65534, 65534, 65534]);
    expect(['other', 'other/file'].map((name) => statSync(path.join(base, name)).uid)).toEqual([0, 0]);
  });
});
