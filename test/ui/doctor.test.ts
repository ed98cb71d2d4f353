import { describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';

/** Hides a program of this machine from the interface alone, in a mount namespace of its own. */
const withoutZstd = ['unshare', '--mount', 'sh', '-c', 'mount --bind /dev/null /usr/bin/zstd && exec "$@"', 'sh'];

describe('the doctor screen', () => {
  it('says whether this machine can build the profile, and that there is nothing to fix', async () => {
    const deploy = deployRoot({ '01_a': 'true\n' });
    const robot = openRobot(deploy);
    await robot.waitFor('phases');
    robot.send('5');
    await robot.waitFor('This machine can build smechvisor');
    robot.send('G');
    await robot.waitFor(/› ✓ ok/);
    robot.send('f');
    await robot.waitFor('Nothing is missing that apt could install.');
  });

  it.runIf(process.getuid?.() === 0)(
    'names what is missing first, installs it on the terminal, and looks again',
    async () => {
      const deploy = deployRoot({ '01_a': 'true\n' });
      const robot = openRobot(deploy, { within: withoutZstd });
      await robot.waitFor('phases');
      robot.send(':go to the screen "doctor\r');
      await robot.waitFor(/1 missing or too old for smechvisor.*f installs zstd/);
      await robot.waitFor(/› ✗ missing +zstd +Debian package zstd/);
      await robot.waitFor(/To do: `apt-get install -y --no-install-recommends zstd`/);
      robot.send('f');
      await robot.waitFor(
        (screen) => screen.includes('zstd is already the newest') && screen.includes('Enter goes back'),
        60_000,
      );
      expect(robot.fullScreen()).toBe(false);
      robot.send('\r');
      await robot.waitFor(/Still missing after the installation: zstd/);
      expect(robot.fullScreen()).toBe(true);
      robot.send('k');
      await robot.waitFor(/› ✗ missing +zstd/);
    },
    120_000,
  );
});
