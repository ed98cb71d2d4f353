import { describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';

describe('the history screen', () => {
  it('lists runs, shows what their units took compared with before, and opens the log of one', async () => {
    const deploy = deployRoot({ '01_a': 'echo "the voice of a"\n', '02_b': 'sleep 0.1\n' });
    for (let count = 0; count < 2; count++) {
      deploy.script('01_a', `echo "the voice of a, ${count}"\n`);
      expect((await deploy.cli('run', '--quiet')).code).toBe(0);
    }
    const robot = openRobot(deploy);
    await robot.waitFor('phases');
    robot.send(':history\r');
    await robot.waitFor((screen) => screen.match(/✓ \d{8}-\d{6}-[0-9a-f]{4} +smechvisor .*done/g)?.length === 2);
    robot.send('\r');
    const units = await robot.waitFor(/✓ 01_a +done +\d:\d\d +[+-]\d+%/);
    expect(units).toMatch(/(slower than|compared with) the median of 1 before: wall \d/);
    robot.send('\r');
    await robot.waitFor('the voice of a, 1');
    robot.send('\u001b');
    await robot.waitFor(/› ✓ 01_a/);
    robot.send('\u001b');
    await robot.waitFor(/› ✓ \d{8}/);
    const json = JSON.parse((await deploy.cli('history', '--json')).stdout);
    expect(json.runs).toHaveLength(2);
    const text = (await deploy.cli('history', json.runs[1].id)).stdout;
    expect(text).toMatch(/01_a +done +\S+ \([+-]\d+%\)/);
  }, 60_000);
});
