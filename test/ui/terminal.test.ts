import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latestRun, sendCommand } from '../../src/runner/client.js';
import { Robot, type RobotOptions } from './robot.js';

let root: string;
let robots: Robot[];

const script = (name: string, body: string) =>
  writeFile(path.join(root, 'bin', name), `#!/bin/bash\nset -e\n${body}\n`, { mode: 0o755 });

beforeEach(async () => {
  robots = [];
  root = await mkdtemp(path.join(os.tmpdir(), 'tui-'));
  await mkdir(path.join(root, 'bin'));
  await writeFile(
    path.join(root, 'build_order.txt'),
    '# Phase 1: Ground\nbin/01_quick.sh\nbin/02_slow.sh\n# Phase 2: Top\nbin/03_last.sh\n',
  );
  await script(
    '01_quick.sh',
    'echo "::progress 1/1 quick"; mkdir -p "$SMECH_TARGET/etc"; echo quick > "$SMECH_TARGET/etc/quick"',
  );
  await script(
    '02_slow.sh',
    'for n in $(seq 1 100); do echo "::progress $n/100 piece $n"; echo "line $n"; sleep 0.2; done',
  );
  await script('03_last.sh', 'echo last > "$SMECH_TARGET/etc/last"');
});

afterEach(async () => {
  for (const robot of robots) robot.close();
  await sendCommand(root, 'cancel', 'the test').catch(() => undefined);
  await expect
    .poll(() => ['running', 'paused'].includes(latestRun(root)?.state ?? ''), { timeout: 10_000 })
    .toBe(false);
  await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

function open(options: Partial<RobotOptions> = {}): Robot {
  const env = {
    SMECHDEPLOY_CACHE_DIR: path.join(root, '.cache'),
    SMECHDEPLOY_CONFIG_DIR: path.join(root, '.config'),
    ...options.env,
  };
  const robot = new Robot({
    cwd: root,
    args: ['--profile', 'smechos', '--target', path.join(root, 'target')],
    ...options,
    env,
  });
  robots.push(robot);
  return robot;
}

describe('the interface on a terminal', () => {
  it('runs what is ticked, is left and taken up again, and cancels', async () => {
    const robot = open();
    await robot.waitFor('3 of 3 phases ticked');
    await robot.waitFor('Phase 1: Ground');
    robot.send('\r');
    await robot.waitFor(/02_slow.*\d+%.*piece \d+/);
    await robot.waitFor(/ line \d+/);
    robot.send('q');
    expect((await robot.exit()).exitCode).toBe(0);
    expect(robot.fullScreen()).toBe(false);
    await robot.waitFor(/is running/);
    expect(latestRun(root)?.state).toBe('running');

    const again = open();
    await again.waitFor(/02_slow.*piece \d+/);
    again.send('c');
    await again.waitFor('Cancel the run?');
    again.send('y');
    await again.waitFor(/^ cancelled/m);
    expect(latestRun(root)?.state).toBe('cancelled');
    const written = robot.output + again.output;
    for (const clear of ['\u001b[2J', '\u001b[3J']) expect(written).not.toContain(clear);
  }, 60_000);

  it('keeps every key of a burst', async () => {
    const robot = open();
    await robot.waitFor('3 of 3 phases ticked');
    robot.send('n');
    await robot.waitFor('No phase is ticked');
    robot.send('jjkkjj xx'.repeat(4));
    await robot.waitFor(/› \[[x ]\] 03_last/);
    robot.send('gG');
    await robot.waitFor(/› \[[x ]\] 03_last/);
  });

  it('refuses a target that must not be written, before anything starts', async () => {
    const robot = open();
    await robot.waitFor('3 of 3 phases ticked');
    robot.send('t');
    await robot.waitFor('tab complete');
    for (let count = 0; count < 200; count++) robot.send('\u007f');
    await robot.waitFor(/Target:\s*$/m);
    robot.send('/usr');
    await robot.waitFor('Target: /usr');
    robot.send('\r');
    await robot.waitFor(/\/usr .*(system|folder)/);
    robot.send('\u001b');
    await robot.waitFor(path.join(root, 'target').slice(0, 30));
  });

  it('fits any size and survives being resized', async () => {
    const robot = open({ columns: 60, rows: 15 });
    await robot.waitFor('phases ticked');
    for (const [columns, rows] of [
      [120, 40],
      [60, 15],
      [200, 50],
      [61, 16],
      [80, 24],
    ] as const)
      robot.resize(columns, rows);
    await robot.waitFor(
      (screen) => screen.split('\n').length === 24 && screen.includes('phases ticked') && screen.includes('? help'),
    );
    expect(robot.lines().every((line) => line.length <= 80)).toBe(true);
  });

  it('restores the screen when it is told to end', async () => {
    const robot = open();
    await robot.waitFor('phases ticked');
    expect(robot.fullScreen()).toBe(true);
    robot.kill('SIGTERM');
    await robot.exit();
    expect(robot.fullScreen()).toBe(false);
    expect(robot.output).toContain('\u001b[?25h');
  });

  it('shows a failure with its first error line', async () => {
    await script('02_slow.sh', 'echo "fine so far"; echo "error: the disk of the moon is missing" >&2; exit 3');
    const robot = open();
    await robot.waitFor('3 of 3 phases ticked');
    robot.send('\r');
    await robot.waitFor(/failed/, 60_000);
    await robot.waitFor('the disk of the moon is missing');
  }, 90_000);
});
