import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { latestRun } from '../../src/runner/client.js';
import { deployRoot } from '../runner/deploy-root.js';
import { until } from '../runner/tools.js';
import { openRobot } from './open-robot.js';

/** Waits for a file named `go` in the deploy root, so that a test and not a clock says when it ends. */
const waits = 'while [ ! -e "$SMECH_ROOT/go" ]; do echo "still here"; sleep 0.2; done\n';
const fails = 'echo "fine so far"\necho "x.c:7:3: error: the moon is missing" >&2\necho "and so on"\nexit 3\n';

describe('the run screen', { timeout: 90_000 }, () => {
  it('folds what is done, keeps what runs in sight, and shows what a unit uses', async () => {
    const quick = Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`${index + 10}_quick`, ':\n']));
    const later = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index + 40}_later`, ':\n']));
    const deploy = deployRoot({
      ...quick,
      '30_slow': `head -c 3000000 /dev/zero > "$SMECH_TARGET/zero"\n${waits}`,
      ...later,
    });
    await deploy.cli('run', '--detach');
    const robot = openRobot(deploy);
    await robot.waitFor('phases');
    robot.send('3');
    await robot.waitFor(
      /── 30_slow ──[\s\S]*last output \d:\d\d ago, CPU \d+:\d\d.*memory \d.*written[\s\S]*still here/,
      60_000,
    );
    await robot.waitFor(/✓ 3 done in .*10_quick/);
    await robot.waitFor(/▸ 30_slow/);
    robot.send('G');
    await robot.waitFor('59_later');
    await robot.waitFor(/✓ 3 done in/);
    await robot.waitFor(/▸ 30_slow/);
    robot.send(' ');
    await robot.waitFor('12_quick');
    await robot.waitFor(/▸ 30_slow/);
    robot.send('f');
    await robot.waitFor(/── 30_slow ──/);
  });

  it('is shared: one has command, the other sees who, takes it, and anyone cancels', async () => {
    const deploy = deployRoot({ '01_a': waits });
    await deploy.cli('run', '--detach');
    await deploy.running('01_a');
    const [ann, bob] = [openRobot(deploy), openRobot(deploy)];
    for (const robot of [ann, bob]) {
      await robot.waitFor('phases');
      robot.send('3');
      await robot.waitFor(/▸ 01_a/);
    }
    ann.send('z');
    await ann.waitFor('You have command');
    await bob.waitFor(/paused[\s\S]*Command: \S+ \(interface, process \d+\)/);
    bob.send('z');
    await bob.waitFor(/has command of this run .*take it/);
    bob.send('m');
    await bob.waitFor('You have command');
    await ann.waitFor(/Command: \S+ \(interface/);
    bob.send('z');
    await ann.waitFor(/^ running/m);
    bob.send('q');
    expect((await bob.exit()).exitCode).toBe(0);
    await until('command to be given up', () => latestRun(deploy.root)?.commander === null);
    ann.send('c');
    await ann.waitFor('Cancel the run?');
    ann.send('y');
    await ann.waitFor(/^ cancelled/m);
  });
});

describe('the card of a failure', { timeout: 90_000 }, () => {
  it('opens by itself, says what to know, lends a shell in the build folder, and runs the unit again', async () => {
    const deploy = deployRoot({ '01_a': fails, '02_b': ':\n' });
    Object.assign(deploy.env, { SHELL: '/bin/bash' });
    const robot = openRobot(deploy, { rows: 40, columns: 100 });
    await robot.waitFor('2 of 2 phases ticked');
    robot.send('\r');
    await robot.waitFor('01_a failed after', 60_000);
    const started = `smechdeploy-tui run --profile smechvisor --target ${deploy.target}`;
    expect(latestRun(deploy.root)?.command).toBe(started);
    await robot.waitFor('SOURCE_DATE_EPOCH=');
    for (const part of [
      'exit code',
      'x.c:7:3: error: the moon is missing',
      'fine so far',
      'and so on',
      'run 01_a',
      'bash bin/01_a.sh',
      `SMECH_TARGET=${deploy.target}`,
    ])
      await robot.waitFor(part);
    robot.send('s');
    await robot.waitFor(/exit goes back[\s\S]*[#$] *$/m);
    expect(robot.fullScreen()).toBe(false);
    robot.send('echo "in $PWD for $SMECH_PROFILE" > shell-was-here; exit\r');
    await robot.waitFor('01_a failed after');
    expect(robot.fullScreen()).toBe(true);
    expect(deploy.read('shell-was-here')).toBe(`in ${deploy.root} for smechvisor\n`);
    robot.send('y');
    await robot.waitFor('clipboard');
    expect(robot.output).toContain('\u001b]52;c;');
    const before = latestRun(deploy.root)?.id;
    deploy.script('01_a', 'echo mended\n');
    robot.send('r');
    await until(
      'the second run',
      () => latestRun(deploy.root)?.id !== before && latestRun(deploy.root)?.state === 'done',
    );
    const again = latestRun(deploy.root);
    expect(again?.phases.filter((phase) => phase.state !== 'idle').map((phase) => phase.name)).toEqual(['01_a']);
  });

  it('continues without the unit that failed', async () => {
    const deploy = deployRoot({ '01_a': fails, '02_b': 'echo once >> "$SMECH_ROOT/b"\n' });
    await deploy.cli('run');
    const robot = openRobot(deploy);
    await robot.waitFor('2 of 2 phases ticked');
    robot.send('e');
    await robot.waitFor('01_a failed after');
    robot.send('c');
    await robot.waitFor(/without 01_a/, 60_000);
    expect(existsSync(path.join(deploy.root, 'b'))).toBe(false);
    writeFileSync(path.join(deploy.root, 'go'), '');
  });

  it('rebuilds what failed, and nothing else', async () => {
    const deploy = deployRoot({ '01_a': ':\n', '02_b': fails, '03_c': ':\n' });
    await deploy.cli('run', '01_a', '02_b');
    deploy.script('02_b', 'echo mended\n');
    const robot = openRobot(deploy);
    await robot.waitFor('phases ticked');
    robot.send('3b');
    await robot.waitFor(/Done in/, 60_000);
    const states = latestRun(deploy.root)?.phases.map(({ name, state }) => [name, state]);
    expect(states).toEqual([
      ['01_a', 'idle'],
      ['02_b', 'done'],
      ['03_c', 'idle'],
    ]);
    robot.send('b');
    await robot.waitFor('Nothing failed in this run.');
    robot.send('s');
    await until('the rest', () =>
      latestRun(deploy.root)?.phases.some(({ name, state }) => name === '03_c' && state === 'done'),
    );
  });
});
