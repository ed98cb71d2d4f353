import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { latestRun } from '../../src/runner/client.js';
import { lockHolder, rootLockFile } from '../../src/runner/locks.js';
import { runFolder } from '../../src/runner/run-folder.js';
import { unitFiles } from '../../src/runner/unit-files.js';
import { supervisorOf } from '../../src/runner/unit-process.js';
import { canBeOrdinary, powerless } from '../host/powerless.js';
import { deployRoot } from './deploy-root.js';
import { until } from './tools.js';

const probe = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-mount-'));
afterAll(() => rmSync(probe, { recursive: true, force: true }));

/** Root alone may, and not in every container. */
function canMount(): boolean {
  const image = path.join(probe, 'image');
  const script = 'truncate -s 8M "$1" && mkfs.ext4 -q "$1" && mount -o loop "$1" "$2"';
  return process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', image, probe]).status === 0;
}

/** A deploy root of SmechOS whose phases are scripts that see the image. */
function smechos(scripts: Record<string, string>, builtins: string[] = []) {
  const deploy = deployRoot(scripts);
  const order = readFileSync(path.join(deploy.root, 'build_order_smechvisor.txt'), 'utf8');
  writeFileSync(path.join(deploy.root, 'build_order.txt'), `${builtins.map((name) => `${name}\n`).join('')}${order}`);
  writeFileSync(path.join(deploy.root, 'smechdeploy.json'), '{"mountImage": true, "images": {"rootMiB": 256}}');
  const image = path.join(deploy.root, 'images/part2.img');
  const debugfs = (request: string) =>
    execFileSync('debugfs', ['-w', '-R', request, image], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return { ...deploy, debugfs, run: () => deploy.cli('run', '--profile', 'smechos') };
}

/** Loop devices of files below a folder, and what is mounted there, as this process sees it. */
const inUse = (root: string) =>
  [
    ...execFileSync('losetup', ['-l', '-n', '-O', 'BACK-FILE'], { encoding: 'utf8' }).split('\n'),
    ...readFileSync('/proc/self/mountinfo', 'utf8').split('\n'),
  ].filter((line) => line.includes(root));

describe.skipIf(!canMount())('a script with mountImage (root and loop devices needed)', { timeout: 120_000 }, () => {
  it('sees the image mounted at the target, and what it changed is brought into the image', async () => {
    const scripts = {
      '01_a':
        'stat -f -c %T "$SMECH_TARGET"; cat "$SMECH_TARGET/etc/hostname"; echo one >"$SMECH_TARGET/etc/one"; chown 70000:5 "$SMECH_TARGET/etc/one"; chmod 4711 "$SMECH_TARGET/etc/one"\n',
      '02_b': 'stat -c "%u %a" "$SMECH_TARGET/etc/one"; mv "$SMECH_TARGET/etc/one" "$SMECH_TARGET/etc/two"\n',
    };
    const deploy = smechos(scripts, ['12_write_etc_skeleton']);
    const ended = await deploy.run();
    expect(ended.stdout).toContain('Done in');
    expect((await deploy.cli('logs', '01_a', '--profile', 'smechos')).stdout).toContain('ext2/ext3\nsmechvisor\n');
    expect((await deploy.cli('logs', '02_b', '--profile', 'smechos')).stdout).toContain('70000 4711');
    expect(deploy.debugfs('cat /etc/two')).toBe('one\n');
    expect(deploy.debugfs('stat /etc/two')).toMatch(/Mode: +04711 [\s\S]*User: +70000 +Group: +5 /);
    expect(deploy.debugfs('ls -p /etc')).not.toContain('/one/');
    await until('the loop device to go', () => inUse(deploy.root).length === 0);
    expect(readdirSync(deploy.target)).toEqual(['.smechdeploy-target']);
    expect((await deploy.run()).stdout).toContain('Nothing to do: all 3 phases are fresh.');
  });

  it('takes away what somebody else put into the image', async () => {
    const deploy = smechos({ '01_a': 'echo ours >"$SMECH_TARGET/ours"\n' });
    expect((await deploy.run()).code).toBe(0);
    deploy.debugfs('mkdir /theirs');
    for (const name of ['kept', 'gone']) deploy.debugfs(`write /etc/hostname /theirs/${name}`);
    deploy.script('01_a', 'ls "$SMECH_TARGET/theirs"; rm "$SMECH_TARGET/theirs/gone"\n');
    expect((await deploy.run()).code).toBe(0);
    expect(deploy.debugfs('ls -p /theirs')).toMatch(/\/kept\//);
    expect(deploy.debugfs('ls -p /theirs')).not.toMatch(/\/gone\//);
    expect((await deploy.run()).stdout).toContain('Nothing to do');
  });

  it('that fails leaves nothing of it, mounted or in the image', async () => {
    const deploy = smechos({ '01_a': 'echo half >"$SMECH_TARGET/half"; exit 7\n' });
    expect((await deploy.run()).code).toBe(1);
    await until('the loop device to go', () => inUse(deploy.root).length === 0);
    expect(deploy.debugfs('ls -p /')).not.toContain('half');
    deploy.script('01_a', 'ls "$SMECH_TARGET"; echo whole >"$SMECH_TARGET/whole"\n');
    expect((await deploy.run()).code).toBe(0);
    expect(deploy.debugfs('ls -p /')).toMatch(/^(?![\s\S]*half)[\s\S]*whole/);
  });

  it('that is killed with its runner leaves nothing mounted, and the next run goes on', async () => {
    const waits =
      'echo half >"$SMECH_TARGET/half"; echo there >"$SMECH_ROOT/there"; while [ ! -e "$SMECH_ROOT/go" ]; do sleep 0.05; done; mv "$SMECH_TARGET/half" "$SMECH_TARGET/whole"\n';
    const deploy = smechos({ '01_a': waits });
    const first = deploy.start('run', '--profile', 'smechos');
    await until('the script to be under way', () => deploy.read('there') !== '', 60);
    const layout = layoutOf(deploy.root);
    expect(inUse(deploy.root).map((line) => path.basename(line))).toEqual(['01_a~part2.img (deleted)']);
    expect(readdirSync(layout.work)).not.toContain('01_a~part2.img');
    const state = latestRun(deploy.root);
    const supervisor = state && supervisorOf(unitFiles(runFolder(layout, state.id), '01_a'));
    process.kill(lockHolder(rootLockFile(layout))?.pid ?? 0, 'SIGKILL');
    const below = execFileSync('pgrep', ['-P', String(supervisor?.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    for (const pid of [supervisor?.pid, ...below.map(Number)]) process.kill(pid ?? 0, 'SIGKILL');
    await first.ended;
    // The script itself is all that still holds the namespace: the next runner ends it.
    writeFileSync(path.join(deploy.root, 'go'), '');
    expect((await deploy.run()).code).toBe(0);
    await until('the loop device to go', () => inUse(deploy.root).length === 0);
    expect(deploy.debugfs('ls -p /')).toMatch(/^(?![\s\S]*half)[\s\S]*whole/);
  });

  it('that writes more than its disk holds fails, and the image is as it was', async () => {
    const deploy = smechos({
      '01_a': 'echo now >"$SMECH_TARGET/now"; head -c 60000000 /dev/urandom >"$SMECH_TARGET/large"\n',
    });
    const { work } = layoutOf(deploy.root);
    mkdirSync(work, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40M', 'none', work]);
    onTestFinished(() => void execFileSync('umount', ['-l', work]));
    expect(await deploy.run()).toMatchObject({ code: 1, stdout: expect.stringContaining('make room on the disk of') });
    expect(deploy.debugfs('ls -p /')).not.toMatch(/now|large/);
  });

  it('that leaves something running never lets it write into the folder below the mount', async () => {
    const late = '(while sleep 0.01; do echo late >>"$SMECH_TARGET/late"; done) >/dev/null 2>&1 &\n';
    const deploy = smechos({ '01_a': `${late}echo now >"$SMECH_TARGET/now"\n` });
    expect((await deploy.run()).code).toBe(0);
    await until('the loop device to go', () => inUse(deploy.root).length === 0);
    expect(readdirSync(deploy.target)).toEqual(['.smechdeploy-target']);
    expect(deploy.debugfs('cat /now')).toBe('now\n');
    expect((await deploy.run()).stdout).toContain('Nothing to do');
  });

  it('is refused before the start where the image is in use elsewhere', async () => {
    const deploy = smechos({ '01_a': 'true\n' });
    expect((await deploy.run()).code).toBe(0);
    const device = execFileSync('losetup', ['-f', '--show', path.join(deploy.root, 'images/part2.img')], {
      encoding: 'utf8',
    }).trim();
    onTestFinished(() => void execFileSync('losetup', ['-d', device]));
    deploy.script('01_a', 'touch "$SMECH_ROOT/ran"\n');
    expect(await deploy.run()).toMatchObject({ code: 3, stderr: expect.stringContaining(`is attached to ${device}`) });
    expect(deploy.read('ran')).toBe('');
    expect(latestRun(deploy.root)?.state).toBe('done');
  });

  it('is refused before the start where the mount point is not free', async () => {
    const deploy = smechos({ '01_a': 'true\n' });
    mkdirSync(path.join(deploy.target, 'etc'), { recursive: true });
    const { code, stderr } = await deploy.run();
    expect(code).toBe(3);
    expect(stderr).toContain(
      `${deploy.target} is to be the mount point of images/part2.img and has files of its own (etc)`,
    );
  });
});

it.skipIf(!canBeOrdinary)('is refused before the start to who is not root', () => {
  const session = { settings: { mountImage: true }, profile: { name: 'smechos' }, target: { path: '/mnt/x' } };
  const units = [
    { kind: 'recipe', unit: '01_a/b' },
    { kind: 'script', unit: '02_c' },
  ];
  const check = (...args: unknown[]) => powerless('runner/mounted-image.js', 'checkMounting', args, { ordinary: true });
  expect(check(session, units)).toEqual({
    exitCode: 3,
    message:
      'Mounting images/part2.img at /mnt/x for 02_c needs root: start the run with sudo, or take mountImage out of smechdeploy.json.',
  });
  expect(check(session, units.slice(0, 1))).toBeNull();
  expect(check({ ...session, profile: { name: 'smechvisor' } }, units)).toBeNull();
});
