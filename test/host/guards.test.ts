import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTarget, resolveTarget } from '../../src/host/guards.js';
import { layoutOf } from '../../src/host/layout.js';
import { packageRoot } from '../../src/host/package.js';
import { DeploySettings } from '../../src/host/settings.js';
import { scratch } from '../orders/helpers.js';
import { powerless } from './powerless.js';

const base = scratch();
const root = path.join(base, 'deploy/root');
mkdirSync(path.join(root, 'images'), { recursive: true });
const layout = layoutOf(root, { SMECHDEPLOY_CACHE_DIR: path.join(base, 'caches/cache') });
mkdirSync(layout.cache.root, { recursive: true });
writeFileSync(path.join(base, 'file'), '');
symlinkSync('/usr/share', path.join(base, 'to-usr'));
symlinkSync('/', path.join(base, 'to-root'));
symlinkSync('gone', path.join(base, 'dangling'));
mkdirSync(path.join(base, 'closed'), { mode: 0o500 });
const other = path.join(base, 'other');
mkdirSync(other);
writeFileSync(path.join(other, 'build_order_smechvisor.txt'), '');
const home = os.homedir();
const name = 'name a folder of its own with --target, such as /mnt/smech.';

describe('checkTarget', () => {
  it.each([
    `${base}/new/deep`,
    base.replace(/[^/]+$/, 'smech-new'),
    `${home}/smech`,
    '/mnt/smech',
    '/opt/smech',
    '/srv/smech',
    '/var/tmp/smech',
    '/var/lib/machines/smech',
    `${root}/target`,
    `${root}/.smechdeploy/target/smechvisor`,
    `${base}/with space`,
    `${other}/target`,
  ])('takes %s', async (target) => {
    expect(await checkTarget(target, layout)).toBe(target);
  });

  const system = (file: string) => `The target must not be ${file} (a folder of the system): ${name}`;
  const below = (file: string) => `The target must not be ${file} (it is in a folder of the system): ${name}`;
  const own = (file: string, dir: string) =>
    `The target must not be ${file} (it is in ${root}/${dir}, which the deploy root ${root} needs itself): ${name}`;
  const refusals: [string, string][] = [
    ['/', system('/')],
    ['//', system('/')],
    ['/mnt/..', system('/')],
    ['/mnt', system('/mnt')],
    ['/tmp', system('/tmp')],
    ['/home', system('/home')],
    ['/root', system('/root')],
    ['/usr', below('/usr')],
    ['/usr/local', below('/usr/local')],
    ['/etc/smech', below('/etc/smech')],
    ['/dev/shm', below('/dev/shm')],
    ['/proc/self/root', below('/proc/self/root')],
    ['/var', below('/var')],
    ['/var/lib/dpkg', below('/var/lib/dpkg')],
    ['/home/somebody', `The target must not be /home/somebody (a home folder, or one above it): ${name}`],
    [
      `${base}/to-usr`,
      `The target must not be /usr/share, where ${base}/to-usr leads, (it is in a folder of the system): ${name}`,
    ],
    [
      `${base}/to-root/usr/new`,
      `The target must not be /usr/new, where ${base}/to-root/usr/new leads, (it is in a folder of the system): ${name}`,
    ],
    [other, `The target must not be ${other} (the deploy root ${other}, or a folder above it): ${name}`],
    [
      `${other}/essentials/linux`,
      `The target must not be ${other}/essentials/linux (it is in ${other}/essentials, which the deploy root ${other} needs itself): ${name}`,
    ],
    [root, `The target must not be ${root} (the deploy root ${root}, or a folder above it): ${name}`],
    [
      `${base}/deploy`,
      `The target must not be ${base}/deploy (the deploy root ${root}, or a folder above it): ${name}`,
    ],
    [
      packageRoot,
      `The target must not be ${packageRoot} (the deploy root ${packageRoot}, or a folder above it): ${name}`,
    ],
    [`${root}/images`, own(`${root}/images`, 'images')],
    [`${root}/images/deep`, own(`${root}/images/deep`, 'images')],
    [`${root}/bin`, own(`${root}/bin`, 'bin')],
    [`${root}/.smechdeploy/runs`, own(`${root}/.smechdeploy/runs`, '.smechdeploy')],
    [`${root}/.smechdeploy/target`, own(`${root}/.smechdeploy/target`, '.smechdeploy')],
    [
      `${base}/caches/cache/layers`,
      `The target must not be ${base}/caches/cache/layers (the cache is ${base}/caches/cache): ${name}`,
    ],
    [`${base}/caches`, `The target must not be ${base}/caches (the cache is ${base}/caches/cache): ${name}`],
    ['', 'The target "" is no path: name a folder with --target.'],
    ['/mnt/a\nb', 'The target "/mnt/a\\nb" is no path: name a folder with --target.'],
  ];
  it.each(refusals)('refuses %j', async (target, message) => {
    await expect(checkTarget(target, layout)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('refuses $HOME, wherever it is', async () => {
    const before = process.env.HOME;
    process.env.HOME = path.join(base, 'people/me');
    try {
      for (const target of [`${base}/people/me`, `${base}/people`]) {
        const message = `The target must not be ${target} (a home folder, or one above it): ${name}`;
        await expect(checkTarget(target, layout)).rejects.toMatchObject({ message, exitCode: 2 });
      }
    } finally {
      process.env.HOME = before;
    }
  });

  it('refuses a file, and a folder in a file', async () => {
    for (const target of [`${base}/file`, `${base}/file/deep`]) {
      const message = `The target ${target} can't be made, ${base}/file is no folder: name another with --target.`;
      await expect(checkTarget(target, layout)).rejects.toMatchObject({ message, exitCode: 3 });
    }
  });

  it('refuses what this user may not write', () => {
    const [closed, deep] = [`${base}/closed`, `${base}/closed/new/deep`];
    expect(powerless('host/guards.js', 'checkTarget', [closed, layout])).toEqual({
      message: `The target ${closed} is not writable for you: run as a user who may write there, or name another with --target.`,
      exitCode: 3,
    });
    expect(powerless('host/guards.js', 'checkTarget', [deep, layout])).toEqual({
      message: `The target ${deep} can't be made, ${closed} is not writable for you: run as a user who may write there, or name another with --target.`,
      exitCode: 3,
    });
  });
});

describe('resolveTarget', () => {
  const profile = { name: 'smechvisor', defaultTarget: path.join(base, 'default') };
  const settings = DeploySettings.parse({});
  const personal = { targets: { smechvisor: '/mnt/mine', smechos: '/mnt/other' } };
  const env = { SMECH_TARGET: '/mnt/env' };
  const common = { env: {}, settings, personal: {}, profile, layout, cwd: '/srv' };
  const json = DeploySettings.parse({ target: 'target' });

  it.each([
    ['the flag', { flag: 'x', env, settings: json, personal }, { path: '/srv/x', from: 'flag' }],
    ['SMECH_TARGET', { env, settings: json, personal }, { path: '/mnt/env', from: 'SMECH_TARGET' }],
    [
      'smechdeploy.json',
      { env: { SMECH_TARGET: '' }, settings: json, personal },
      { path: `${root}/target`, from: 'smechdeploy.json' },
    ],
    ['the setting', { personal }, { path: '/mnt/mine', from: 'setting' }],
    ["the profile's", {}, { path: `${base}/default`, from: 'profile' }],
  ])('takes %s', async (_, given, expected) => {
    expect(await resolveTarget({ ...common, ...given })).toEqual(expected);
  });

  it("falls back to the deploy root where the profile's can't be written", () => {
    const closed = { ...profile, defaultTarget: path.join(base, 'closed/default') };
    const expected = { path: `${root}/.smechdeploy/target/smechvisor`, from: 'fallback' };
    expect(powerless('host/guards.js', 'resolveTarget', [{ ...common, profile: closed }])).toEqual(expected);
  });

  it('keeps an empty flag, so that it is refused', async () => {
    const { path: target } = await resolveTarget({ ...common, flag: '' });
    await expect(checkTarget(target, layout)).rejects.toMatchObject({ exitCode: 2 });
  });
});
