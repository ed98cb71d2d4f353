import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';

const sizes = fc.array(
  fc.tuple(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 4, max: 100 }), fc.integer({ min: 0, max: 30 })),
  { minLength: 40, maxLength: 40 },
);

describe('a storm of resizes', () => {
  it('leaves the screen as it was at this size, clears nothing, and does nothing that is not seen', async () => {
    const deploy = deployRoot(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n + 10}_step`, 'true\n'])));
    const robot = openRobot(deploy);
    await robot.waitFor(/30 of 30 phases ticked/);
    robot.send('j');
    const before = await robot.waitFor(/› \[x\] 11_step/);
    for (const [columns, rows, pause] of fc.sample(sizes, { numRuns: 1, seed: 7 })[0] ?? []) {
      robot.resize(columns, rows);
      robot.send('jk');
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    robot.resize(59, 14);
    await robot.waitFor(/make it larger/);
    robot.send('xxx');
    // A size that changes may be heard of before keys that were pressed earlier.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    robot.resize(80, 24);
    await robot.waitFor((screen) => screen === before);
    for (const clear of ['\u001b[2J', '\u001b[3J']) expect(robot.output).not.toContain(clear);
  }, 60_000);
});
