import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployRoot } from '../runner/deploy-root.js';
import { Robot } from './robot.js';

let robots: Robot[] = [];
beforeEach(() => {
  robots = [];
});
afterEach(() => {
  for (const robot of robots) robot.close();
});

const scripts = {
  '01_ground': 'mkdir -p "$SMECH_TARGET/etc"; echo ground > "$SMECH_TARGET/etc/ground"',
  '02_middle': 'echo middle > "$SMECH_TARGET/etc/middle"',
  '03_top': 'echo top > "$SMECH_TARGET/etc/top"',
};

/** A deploy root of three scripts in two groups, each of which ran twice before. */
function workplace() {
  const place = deployRoot(scripts);
  writeFileSync(
    path.join(place.root, 'build_order_smechvisor.txt'),
    '# Phase 1: Ground\nbin/01_ground.sh\nbin/02_middle.sh\n# Phase 2: Top\nbin/03_top.sh\n',
  );
  mkdirSync(path.join(place.root, '.smechdeploy'));
  const ran = (unit: string, durationSeconds: number, runId: string) =>
    appendFileSync(
      path.join(place.root, '.smechdeploy/history.ndjson'),
      `${JSON.stringify({ unit, profile: 'smechvisor', result: 'done', durationSeconds, cpuSeconds: null, peakMemoryBytes: null, at: '2026-01-01T00:00:00.000Z', runId })}\n`,
    );
  for (const [runId, factor] of [
    ['20260101-000000-aaaa', 1],
    ['20260102-000000-aaaa', 3],
  ] as const)
    for (const unit of ['01_ground', '02_middle', '03_top']) ran(unit, 60 * factor, runId);
  return place;
}

function open({ root, env }: ReturnType<typeof workplace>, columns: number, rows: number): Robot {
  const robot = new Robot({ cwd: root, args: ['--profile', 'smechvisor'], env, columns, rows });
  robots.push(robot);
  return robot;
}

describe('the list of phases on a terminal', () => {
  it('says what is needed, refuses to start without it, and ticks it', async () => {
    const robot = open(workplace(), 80, 24);
    await robot.waitFor('3 of 3 phases ticked, about 6:00 (4:30-7:30)');
    await robot.waitFor('critical path 6:00: 01_ground 2:00 > 02_middle 2:00 > 03_top 2:00');
    await robot.waitFor(/\[x\] 01_ground +· never +3:00 +~2:00 \(1:30-2:30\) +script/);
    robot.send('nG ');
    await robot.waitFor('! needs 01_ground, 02_middle, which are neither fresh nor ticked: d ticks them');
    robot.send('\r');
    await robot.waitFor('What is ticked needs 01_ground, 02_middle, which are not fresh');
    robot.send('d');
    await robot.waitFor('3 of 3 phases ticked');
    robot.send('u');
    await robot.waitFor('1 of 3 phases ticked');
    robot.send('gb');
    await robot.waitFor('3 of 3 phases ticked');
  });

  it('says live what goes stale through the ticks, and why, in the list and on a screen of its own', async () => {
    const place = workplace();
    expect((await place.cli('run', '--profile', 'smechvisor')).code).toBe(0);
    const robot = open(place, 120, 40);
    await robot.waitFor('All phases are fresh.');
    robot.send(' ');
    await robot.waitFor('2 others may go stale, because they read 01_ground: 02_middle, 03_top');
    await robot.waitFor(/\[ \] 03_top +✓ fresh .*script, may go stale/);
    await robot.waitFor('read by: 02_middle, 03_top');
    robot.send('jw');
    await robot.waitFor('may go stale through the ticks: reads 01_ground');
    await robot.waitFor('phase 2 of 3');
    robot.send('\u001b');
    await robot.waitFor('1 of 3 phases ticked');
    robot.send('vG');
    await robot.waitFor('range of 2: space ticks or unticks all of it');
    robot.send(' ');
    await robot.waitFor('Nothing else goes stale.');
    robot.send('\r');
    await robot.waitFor(/^ done /m, 60_000);
  }, 120_000);

  it('is of use on a small terminal', async () => {
    const robot = open(workplace(), 60, 15);
    await robot.waitFor('3 of 3 phases ticked');
    expect(robot.lines().every((line) => line.length <= 60)).toBe(true);
    await robot.waitFor(/› \[x\] 01_ground +· never /);
    await robot.waitFor('Phase 1: Ground');
    robot.send('nG ');
    await robot.waitFor('! needs 01_ground, 02_middle');
    robot.send('w');
    await robot.waitFor('needs, neither fresh nor ticked: 01_ground, 02_middle');
  });
});
