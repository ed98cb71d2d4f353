import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProfilesDocument } from '../../src/state/profiles-document.js';
import { deployRoot } from '../runner/deploy-root.js';
import { Robot } from './robot.js';

let robots: Robot[] = [];
beforeEach(() => {
  robots = [];
});
afterEach(() => {
  for (const robot of robots) robot.close();
});

function open(root: string, env: Record<string, string>, columns: number, rows: number): Robot {
  const robot = new Robot({ cwd: root, args: ['--profile', 'smechvisor'], env, columns, rows });
  robots.push(robot);
  return robot;
}

/** A deploy root with one script that was run, an ISO without a manifest, and an order of the other profile that is wrong. */
async function workplace() {
  const place = deployRoot({ '01_only': 'mkdir -p "$SMECH_TARGET/etc"; echo one > "$SMECH_TARGET/etc/one"' });
  writeFileSync(path.join(place.root, 'build_order.txt'), 'bin/nowhere.sh\n');
  expect((await place.cli('run', '--profile', 'smechvisor')).code).toBe(0);
  mkdirSync(path.join(place.root, 'images'), { recursive: true });
  writeFileSync(path.join(place.root, 'images/smechvisor-install-x86_64.iso'), 'x'.repeat(2048));
  return place;
}

describe('what there is of the profiles', () => {
  it('is shown on their screen and told by the command', async () => {
    const { root, env, cli, target } = await workplace();
    const { profiles } = ProfilesDocument.parse(JSON.parse((await cli('profiles', '--json')).stdout));
    expect(profiles.map(({ name }) => name)).toEqual(['smechos', 'smechvisor']);
    expect(profiles[0]).toMatchObject({ plan: null, lastRun: null, artifacts: [] });
    expect(profiles[0]?.problem).toContain('nowhere');
    expect(profiles[1]).toMatchObject({
      plan: { phases: 1, stale: 0, target },
      lastRun: { state: 'done' },
      artifacts: [{ name: 'smechvisor-install-x86_64.iso', size: 2048, madeBy: null, verdict: null }],
    });

    const robot = open(root, env, 120, 40);
    await robot.waitFor('All phases are fresh.');
    robot.send('p');
    await robot.waitFor(/nowhere[\s\S]*last run +done/);
    await robot.waitFor(/› SmechVisor +chosen/);
    await robot.waitFor(/phases +1, all fresh; nothing to build/);
    await robot.waitFor(/smechvisor-install-x86_64\.iso +2 KiB, just now: It has no manifest/);
    robot.send('k\r');
    await robot.waitFor(/SmechDeploy +SmechOS[\s\S]*nowhere/);
  }, 40_000);

  it('is of use on a small terminal: all of the one under the cursor', async () => {
    const { root, env } = await workplace();
    const robot = open(root, env, 60, 15);
    await robot.waitFor('All phases are fresh.');
    robot.send('p');
    await robot.waitFor(/SmechOS[\s\S]*SmechVisor +chosen[\s\S]*all fresh[\s\S]*It has no manifest/);
    robot.send('k');
    await robot.waitFor(/› SmechOS[\s\S]*nowhere[\s\S]*SmechVisor +chosen/);
    expect(robot.lines().every((line) => line.length <= 60)).toBe(true);
  }, 40_000);
});
