import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { room } from '../layers/fixtures.js';
import { Robot } from '../ui/robot.js';
import { installer, machine } from './shell.js';

let robot: Robot | undefined;
afterEach(() => robot?.close());

/** The work with steps of its own on a terminal: the second fails until there is a file `mended`. */
function start(run: string): Robot {
  const script = `
    for part in "$installer"/lib/*.sh; do . "$part"; done
    step_shares='check:50 unpack:50' title_check=First title_unpack=Second
    step_check() { echo check ran >>"$run/ran"; }
    step_unpack() { echo x >>"$run/tries"; echo "went wrong: try $(grep -c x "$run/tries")" >&2; [ -e "$run/mended" ]; }
    log=$run/log target=$run/target unattended=
    install_all; echo "Through: $?, $(grep -c check "$run/ran") check"`;
  const env = { ...machine(run), installer, run, TERM: 'vt100' };
  return new Robot({ command: ['busybox', 'sh', '-c', script], cwd: run, env });
}

const enter = '\r';
const down = '\u001b[B';

describe('a step that fails', () => {
  it('says why, shows the log, and goes on where it failed', { timeout: 60_000 }, async () => {
    const run = room();
    robot = start(run);
    const menu = await robot.waitFor('This step failed: unpack');
    expect(menu).toContain('went wrong: try 1');
    expect(menu).toContain('not bootable');
    robot.send(down + enter);
    await robot.waitFor('== check');
    robot.send(`\t${enter}`);
    await robot.waitFor('This step failed');
    robot.send(enter);
    await robot.waitFor(/This step failed[\s\S]*try 2/);
    writeFileSync(path.join(run, 'mended'), '');
    robot.send(enter);
    await robot.waitFor('Through: 0, 1 check');
  });

  it('leads back to the questions', { timeout: 60_000 }, async () => {
    robot = start(room());
    await robot.waitFor('This step failed');
    robot.send(down.repeat(3) + enter);
    await robot.waitFor('Through: 1, 1 check');
  });
});
