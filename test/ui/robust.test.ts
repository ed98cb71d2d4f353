import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { packageFile } from '../../src/host/package.js';
import { latestRun } from '../../src/runner/client.js';
import { lockHolder, rootLockFile } from '../../src/runner/locks.js';
import { deployRoot } from '../runner/deploy-root.js';
import { until } from '../runner/tools.js';
import { openRobot } from './open-robot.js';
import type { Robot } from './robot.js';

const waits = 'while [ ! -e "$SMECH_ROOT/go" ]; do echo "still here"; sleep 0.2; done\n';

function isRestored(robot: Robot): void {
  expect(robot.fullScreen()).toBe(false);
  expect(robot.output.lastIndexOf('\u001b[?25h')).toBeGreaterThan(robot.output.lastIndexOf('\u001b[?25l'));
}

async function watched(
  env: (root: string) => Record<string, string> = () => ({}),
  within: (root: string) => string[] = () => [],
) {
  const deploy = deployRoot({ '01_a': waits });
  await deploy.cli('run', '--detach');
  await deploy.running('01_a');
  const robot = openRobot(deploy, { columns: 200, env: env(deploy.root), within: within(deploy.root) });
  await robot.waitFor('phases', 60_000);
  robot.send('3');
  await robot.waitFor(/▸ 01_a/, 60_000);
  return { deploy, robot };
}

describe('the interface gives the screen back, and the build goes on', { timeout: 120_000 }, () => {
  it.each(['SIGHUP', 'SIGTERM'])('after %s', async (signal) => {
    const { deploy, robot } = await watched();
    robot.kill(signal);
    expect((await robot.exit(60_000)).exitCode).toBe(0);
    isRestored(robot);
    expect(latestRun(deploy.root)?.state).toBe('running');
  });

  it('when the terminal itself goes away, with nothing that looks like a crash', async () => {
    const { deploy, robot } = await watched(undefined, (root) => [
      'python3',
      packageFile('test/fixtures/ignores-hang-up.py'),
      path.join(root, 'ended'),
      path.join(root, 'said'),
    ]);
    robot.hangUp();
    await until('the interface to end', () => deploy.read('ended') !== '', 60);
    // As a signal ends a program: SIGHUP is 1.
    expect(deploy.read('ended')).toBe('-1');
    expect(deploy.read('said')).toBe('');
    expect(latestRun(deploy.root)?.state).toBe('running');
  });

  it('after a defect in drawing, which is told in one sentence', async () => {
    const fixture = pathToFileURL(packageFile('test/fixtures/crash-interface.mjs')).href;
    const { deploy, robot } = await watched((root) => ({
      NODE_OPTIONS: `--import ${fixture}`,
      CRASH_WHEN: path.join(root, 'crash'),
    }));
    expect(robot.fullScreen()).toBe(true);
    writeFileSync(path.join(deploy.root, 'crash'), '');
    expect((await robot.exit(60_000)).exitCode).toBe(1);
    isRestored(robot);
    await robot.waitFor(/The interface failed: a defect in drawing; run \S+ goes on, watch it with/);
    expect(latestRun(deploy.root)?.state).toBe('running');
  });
});

describe('a runner that is killed while it is watched', { timeout: 120_000 }, () => {
  it('shows as interrupted, with what to do', async () => {
    const { deploy, robot } = await watched();
    process.kill(lockHolder(rootLockFile(layoutOf(deploy.root)))?.pid ?? 0, 'SIGKILL');
    await robot.waitFor(/^ interrupted/m, 60_000);
    await robot.waitFor(/The runner was lost, 1 unit still goes on/, 60_000);
    await robot.waitFor('s go on', 60_000);
    writeFileSync(path.join(deploy.root, 'go'), '');
  });
});
