import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';
import type { Robot } from './robot.js';

const header = /^ SmechDeploy {2}SmechVisor/;

/** With another frame after it: none repaints what did not change. */
async function hasHeader(robot: Robot, last: string): Promise<void> {
  await robot.waitFor('? help');
  robot.send('j');
  await robot.waitFor((screen) => screen.split('\n')[23]?.includes(last) ?? false);
  expect(robot.lines()[0]).toMatch(header);
}

describe('the first frame begins at the first cell of the screen', { timeout: 90_000 }, () => {
  it('whatever stood on the line where the program was started', async () => {
    const robot = openRobot(deployRoot({ '01_a': 'true\n' }), {
      within: ['sh', '-c', 'printf loading...; exec "$@"', 'sh'],
    });
    await hasHeader(robot, 'enter start');
    robot.send('q');
    await robot.exit();
    // The normal screen is left as it was.
    expect(robot.lines()[0]).toMatch(/^loading\.\.\./);
  });

  it('with keys that were typed before it showed, which are not lost', async () => {
    const robot = openRobot(deployRoot({ '01_a': 'true\n' }));
    robot.send('3');
    await robot.waitFor('Nothing has run in this deploy root yet.');
    await hasHeader(robot, 'esc phases');
  });

  it('after something else had the terminal and left its cursor anywhere', async () => {
    const deploy = deployRoot({ '01_a': 'echo said; exit 3\n' });
    writeFileSync(path.join(deploy.root, 'pager.sh'), 'printf paged\n');
    await deploy.cli('run');
    const robot = openRobot(deploy, { env: { PAGER: 'sh pager.sh' } });
    await robot.waitFor('phases');
    robot.send('3');
    await robot.waitFor('failed');
    robot.send('e');
    await robot.waitFor('01_a failed after');
    robot.send('\r');
    await robot.waitFor(/01_a: 1-\d/);
    const frames = () => robot.output.split('\u001b[?1049h').length;
    const before = frames();
    robot.send('v');
    await robot.waitFor(() => frames() > before);
    await hasHeader(robot, '/ search');
  });
});
