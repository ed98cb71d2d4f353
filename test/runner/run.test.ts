import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { latestRun } from '../../src/runner/client.js';
import { lockHolder, rootLockFile } from '../../src/runner/locks.js';
import { unitProcesses } from '../../src/runner/process-group.js';
import { isAlive } from '../../src/runner/processes.js';
import { runFolder } from '../../src/runner/run-folder.js';
import { unitFiles } from '../../src/runner/unit-files.js';
import { supervisorOf } from '../../src/runner/unit-process.js';
import { deployRoot } from './deploy-root.js';
import { until } from './tools.js';

/** Waits for a file named `go` in the deploy root, so that a test and not a clock says when it ends. */
const waits = 'echo once >> "$SMECH_ROOT/count"; while [ ! -e "$SMECH_ROOT/go" ]; do sleep 0.05; done; echo went\n';
const notes = (name: string) => `echo once >> "$SMECH_ROOT/${name}"\n`;

const holderOf = (root: string) => lockHolder(rootLockFile(layoutOf(root)));
const supervisorIn = (root: string, unit: string) => {
  const state = latestRun(root);
  const record = state && supervisorOf(unitFiles(runFolder(layoutOf(root), state.id), unit));
  if (!record) throw new Error(`${unit} has no supervisor`);
  return record;
};

describe('run', { timeout: 60_000 }, () => {
  it('stops at a failure with its first error line, goes on there when it is mended, and then has nothing to do', async () => {
    const deploy = deployRoot({
      '01_a': notes('a'),
      '02_b': 'echo fine\nls /no/such/file\nexit 7\n',
      '03_c': notes('c'),
    });
    const failed = await deploy.cli('run');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("cannot access '/no/such/file'");
    expect(failed.stdout).toMatch(/03_c: blocked/);
    const { run, phases } = await deploy.status();
    expect(run).toMatchObject({ state: 'failed', exitCode: 1 });
    expect(phases.map((phase) => phase.state)).toEqual(['done', 'failed', 'blocked']);
    expect(phases[1]?.exitCode).toBe(7);

    deploy.script('02_b', notes('b'));
    const mended = await deploy.cli('run', '--json');
    expect(mended.code).toBe(0);
    const events = mended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.every((event) => event.schemaVersion === 1)).toBe(true);
    expect(events.filter((event) => event.type === 'unit.started').map((event) => event.unit)).toEqual([
      '02_b',
      '03_c',
    ]);
    expect(deploy.read('a')).toBe('once\n');

    const again = await deploy.cli('run');
    expect(again).toEqual({ code: 0, stdout: 'Nothing to do: all 3 phases are fresh.\n', stderr: '' });
    const history = JSON.parse((await deploy.cli('history', '--json')).stdout);
    expect(history.runs).toHaveLength(2);
    expect((await deploy.cli('logs', '02_b', '--run', history.runs[0].id)).stdout).toContain('cannot access');
  });

  it('takes nothing for fresh whose last run failed, and leaves the target as it was before that', async () => {
    const deploy = deployRoot({
      '01_a': `${notes('a')}mkdir -p "$SMECH_TARGET/etc"; echo a >"$SMECH_TARGET/etc/a"
        [ ! -e "$SMECH_ROOT/broken" ] || { echo junk >"$SMECH_TARGET/etc/junk"; false; }\n`,
      '02_b': `${notes('b')}echo b >"$SMECH_TARGET/etc/b"\n`,
    });
    const inTarget = () => readdirSync(path.join(deploy.target, 'etc')).sort();
    expect((await deploy.cli('run')).code).toBe(0);
    writeFileSync(path.join(deploy.root, 'broken'), '');
    expect((await deploy.cli('run', '01_a')).code).toBe(1);
    expect(inTarget()).toEqual(['a', 'b']);

    rmSync(path.join(deploy.root, 'broken'));
    const plan = JSON.parse((await deploy.cli('plan', '--json')).stdout);
    expect(plan.phases[0]).toMatchObject({ state: 'failed', willRun: true });
    expect((await deploy.cli('run')).code).toBe(0);
    expect([deploy.read('a'), deploy.read('b')]).toEqual(['once\nonce\nonce\n', 'once\n']);
    expect(inTarget()).toEqual(['a', 'b']);
    expect((await deploy.cli('run')).stdout).toMatch(/Nothing to do/);
  });

  it('tells the truth after kill -9 of the runner, and the next run adopts what still goes', async () => {
    const deploy = deployRoot({
      '01_a': notes('a'),
      '02_b': `echo once >> "$SMECH_ROOT/b"; ${waits}`,
      '03_c': notes('c'),
    });
    expect((await deploy.cli('run', '--detach')).code).toBe(0);
    await deploy.running('02_b');
    const supervisor = supervisorIn(deploy.root, '02_b');
    const holder = holderOf(deploy.root);
    process.kill(holder?.pid ?? 0, 'SIGKILL');
    await until('the loss to show', () => latestRun(deploy.root)?.state === 'interrupted');
    const lost = await deploy.status();
    expect(lost.run?.summary).toContain('1 unit still goes on');
    expect(lost.phases.map((phase) => phase.state)).toEqual(['done', 'running', 'waiting']);
    expect(isAlive(supervisor)).toBe(true);

    const next = deploy.start('run');
    await until('the adoption', () => (holderOf(deploy.root)?.runId ?? '') === lost.run?.id);
    writeFileSync(path.join(deploy.root, 'go'), '');
    const { code, stdout } = await next.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('lost its runner');
    expect(stdout).toMatch(/02_b: done/);
    expect([deploy.read('a'), deploy.read('b'), deploy.read('c')]).toEqual(['once\n', 'once\n', 'once\n']);
  });

  it('writes down an end that no runner saw', async () => {
    const deploy = deployRoot({ '01_a': `echo once >> "$SMECH_ROOT/a"; ${waits}` });
    await deploy.cli('run', '--detach');
    await deploy.running('01_a');
    process.kill(holderOf(deploy.root)?.pid ?? 0, 'SIGKILL');
    const supervisor = supervisorIn(deploy.root, '01_a');
    writeFileSync(path.join(deploy.root, 'go'), '');
    await until('its end', () => !isAlive(supervisor));
    expect((await deploy.status()).phases[0]?.state).toBe('done');
    const { code, stdout } = await deploy.cli('run');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing to do');
    expect(deploy.read('a')).toBe('once\n');
  });

  it('interrupts a unit whose supervisor is killed, and ends what it left', async () => {
    const deploy = deployRoot({ '01_a': `setsid sleep 300 & ${waits}` });
    const run = deploy.start('run');
    await deploy.running('01_a');
    const { pid, marker } = supervisorIn(deploy.root, '01_a');
    await until('its processes', () => unitProcesses(marker, pid).length >= 3);
    process.kill(pid, 'SIGKILL');
    const { code, stdout } = await run.ended;
    expect(code).toBe(1);
    expect(stdout).toContain('01_a: interrupted');
    expect(unitProcesses(marker, null)).toEqual([]);
    expect((await deploy.cli('plan', '--json')).stdout).toContain('"state":"interrupted"');
  });

  it('keeps a second run out, can be paused, resumed and cancelled, and leaves nothing running', async () => {
    const deploy = deployRoot({ '01_a': `setsid sleep 300 & ${waits}`, '02_b': notes('b') });
    const run = deploy.start('run');
    await deploy.running('01_a');
    const second = await deploy.cli('run');
    expect(second.code).toBe(4);
    expect(second.stderr).toMatch(/^Locked by run \S+ of \S+ since .*attach.*\n$/);

    expect((await deploy.cli('pause')).code).toBe(0);
    expect((await deploy.status()).run?.state).toBe('paused');
    const { pid, marker } = supervisorIn(deploy.root, '01_a');
    await until('all to stop', () => unitProcesses(marker, pid).every((stat) => stat.state === 'T'));
    expect((await deploy.cli('resume')).code).toBe(0);
    await until('one to go on', () => unitProcesses(marker, pid).some((stat) => stat.state !== 'T'));

    const before = Date.now();
    expect((await deploy.cli('cancel')).code).toBe(0);
    expect(Date.now() - before).toBeLessThan(10_000);
    expect((await run.ended).code).toBe(130);
    expect(unitProcesses(marker, null)).toEqual([]);
    expect((await deploy.status()).run).toMatchObject({ state: 'cancelled', exitCode: 130 });
    expect(deploy.read('b')).toBe('');
    expect((await deploy.cli('cancel')).code).toBe(3);
  });

  it('is cancelled by SIGINT to a client without a terminal, and only left by SIGHUP', async () => {
    const deploy = deployRoot({ '01_a': waits });
    const left = deploy.start('run');
    await deploy.running('01_a');
    left.kill('SIGHUP');
    expect((await left.ended).code).toBe(0);
    expect((await deploy.status()).run?.state).toBe('running');
    const attached = deploy.start('attach', '--json');
    await new Promise((resolve) => attached.stdout?.once('data', resolve));
    expect((await deploy.cli('cancel')).code).toBe(0);
    expect((await attached.ended).code).toBe(130);

    const second = deploy.start('run');
    await deploy.running('01_a');
    second.kill('SIGINT');
    expect((await second.ended).code).toBe(130);
  });

  it('refuses what makes no sense in one sentence, with nothing touched', async () => {
    const deploy = deployRoot({ '01_a': notes('a') });
    const wrong: [string[], number, RegExp][] = [
      [['run', '04_x'], 2, /04_x/],
      [['run', '--jobs', 'many'], 2, /--jobs/],
      [['run', '--nonsense'], 2, /--nonsense/],
      [['run', '--profile', 'other'], 2, /other/],
      [['run', '--target', '/'], 2, /target/],
      [['run', '--target', '/usr'], 2, /target/],
      [['nonsense'], 2, /nonsense/],
      [['status', 'extra'], 2, /arguments/],
      [['logs', '01_a'], 2, /log/],
      [['history', '20200101-000000-0000'], 2, /run/],
      [['attach'], 3, /No run/],
    ];
    for (const [args, code, message] of wrong) {
      const ended = await deploy.cli(...args);
      expect([args, ended.code]).toEqual([args, code]);
      expect(ended.stderr).toMatch(message);
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
      expect(ended.stdout).toBe('');
    }
    expect(latestRun(deploy.root)).toBeNull();
    expect(deploy.read('a')).toBe('');
  });
});
