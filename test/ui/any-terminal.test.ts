import { describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';

describe('the list of commands', () => {
  it('is narrowed by typing, says why something can not be done, does it, and is left by esc', async () => {
    const robot = openRobot(deployRoot({ '01_a': 'true\n' }), { columns: 60, rows: 15 });
    await robot.waitFor('1 of 1 phases ticked');
    robot.send(':undo');
    await robot.waitFor('Not now: There is no tick to undo.');
    robot.send('\r');
    await robot.waitFor((screen) => screen.includes('There is no tick to undo.') && !screen.includes('Do:'));
    robot.send(':untick all\r');
    await robot.waitFor('No phase is ticked');
    robot.send(':go to\t\t\t');
    await robot.waitFor(/› 4 +go to the screen "history"/);
    robot.send('\u001b');
    await robot.waitFor('? help');
    robot.send('\u001b[Z\u001b[Z');
    await robot.waitFor(/^ SmechVisor {2}settings/);
    robot.send('?');
    await robot.waitFor(/Keys: settings, 1 to \d+ of \d+/);
    robot.send('G');
    await robot.waitFor(/q, ctrl-c +leave; a run goes on/);
  });
});

describe('any terminal', () => {
  it('that a screen reader reads gets lines without signs on the normal screen', async () => {
    const robot = openRobot(deployRoot({ '01_a': 'true\n' }), { env: { INK_SCREEN_READER: 'true' } });
    await robot.waitFor(/^\(selected\) ticked, 01_a, never/m);
    expect(robot.fullScreen()).toBe(false);
    robot.send(' ');
    await robot.waitFor(/^\(selected\) not ticked, 01_a, never/m);
    robot.send('q');
    expect((await robot.exit()).exitCode).toBe(0);
  });

  it('without colours by --no-color keeps what is chosen marked, and starts nothing with our switches', async () => {
    const deploy = deployRoot({ '01_a': 'echo "switches: [$FORCE_COLOR$NODE_ENV]"\n' });
    const robot = openRobot(deploy, { args: ['--no-color', '--profile', 'smechvisor', '--target', deploy.target] });
    await robot.waitFor('1 of 1 phases ticked');
    expect(robot.output).toContain('\u001b[7m');
    for (const code of [31, 32, 33, 34, 35, 36, 90]) expect(robot.output).not.toContain(`\u001b[${code}m`);
    robot.send('\r');
    await robot.waitFor('switches: []');
  });

  it('that can not move its cursor gets plain lines, and is told so', async () => {
    const robot = openRobot(deployRoot({ '01_a': 'true\n' }), { env: { TERM: 'dumb' } });
    expect((await robot.exit(20_000)).exitCode).toBe(0);
    expect(robot.output).toContain("TERM=dumb can't show the interface");
    expect(robot.output).toContain('Nothing has run here yet');
    expect(robot.output).not.toContain('\u001b[?1049h');
  });
});
