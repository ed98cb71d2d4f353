import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';

const kept = (deploy: ReturnType<typeof deployRoot>) =>
  JSON.parse(readFileSync(path.join(deploy.env.SMECHDEPLOY_CONFIG_DIR, 'config.json'), 'utf8'));

describe('the settings screen', () => {
  it("changes what is the operator's own at once, keeps it, and says which file the shared ones are in", async () => {
    const deploy = deployRoot({ '01_a': 'true\n' });
    writeFileSync(path.join(deploy.root, 'smechdeploy.json'), JSON.stringify({ mirrors: ['https://mirror.test/src'] }));
    const robot = openRobot(deploy);
    await robot.waitFor('phases ticked');
    robot.send(':settings\r');
    await robot.waitFor(/Mirrors +https:\/\/mirror\.test\/src/);
    robot.send('j\r');
    await robot.waitFor('enter use it');
    robot.send('\u00157x');
    await robot.waitFor(/whole number from 1 to 1024, not "7x"/);
    robot.send('\u007f');
    await robot.waitFor('This can be used.');
    robot.send('\r');
    await robot.waitFor(/Jobs +7 +your setting/);
    robot.send('jj ');
    await robot.waitFor(/ASCII signs +on +your setting/);
    await robot.waitFor(/> ASCII signs/);
    robot.send('x');
    await robot.waitFor(/› ASCII signs +auto +default/);
    robot.send('j ');
    await robot.waitFor(/Bell +off +your setting/);
    robot.send('G ');
    await robot.waitFor(/shared by all operators: edit .*smechdeploy\.json/);
    expect(kept(deploy)).toEqual({ jobs: 7, bell: false });
    robot.send('q');
    await robot.exit();

    const again = openRobot(deploy);
    await again.waitFor('phases ticked');
    again.send(':settings\r');
    await again.waitFor(/Bell +off +your setting/);
  });

  it('completes folders, looks at the target while it is typed, and keeps the one that is chosen', async () => {
    const deploy = deployRoot({ '01_a': 'true\n' });
    for (const name of ['places/alpha-one', 'places/alpha-two', 'places/beta']) {
      mkdirSync(path.join(deploy.root, name), { recursive: true });
    }
    const robot = openRobot(deploy, { columns: 120 });
    await robot.waitFor('phases ticked');
    robot.send('t');
    await robot.waitFor('tab complete');
    robot.send('\u0015/usr/lib');
    await robot.waitFor(/must not be \/usr\/lib .*folder of the system/);
    robot.send('\u0015places/a\t');
    await robot.waitFor('alpha-one/  alpha-two/');
    await robot.waitFor('Target: places/alpha-');
    robot.send('t\t');
    await robot.waitFor('Target: places/alpha-two/');
    await robot.waitFor('This can be used.');
    robot.send('\r');
    await robot.waitFor(`Target: ${path.join(deploy.root, 'places/alpha-two')}`);
    expect(kept(deploy)).toEqual({ targets: { smechvisor: path.join(deploy.root, 'places/alpha-two') } });
    robot.send('t\u0015\r');
    // The profile's own, which is this machine's: somebody's build may be in it.
    await robot.waitFor(/as named by (profile|fallback)|composed by another deploy root/);
    expect(kept(deploy)).toEqual({ targets: {} });
  });
});
