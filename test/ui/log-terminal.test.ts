import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { latestRun } from '../../src/runner/client.js';
import { deployRoot } from '../runner/deploy-root.js';
import { openRobot } from './open-robot.js';
import type { Robot, RobotOptions } from './robot.js';

const special: Record<number, string> = {
  700: 'main.c:7:1: error: the first of two',
  1500: `a Needle in the hay and another needle, ${'far '.repeat(40)}to the right`,
  2000: 'sub.c:9:1: error: the second of two',
};
const text = Array.from({ length: 3000 }, (_, index) => `${special[index + 1] ?? `line ${index + 1}`}\n`).join('');

/** On the log of a phase that has ended, with 3000 lines; another one runs. */
async function onLog(options: Partial<RobotOptions> = {}) {
  const deploy = deployRoot({ '01_many': 'true\n', '02_more': 'echo begun; while sleep 0.1; do :; done\n' });
  const robot = openRobot(deploy, options);
  await robot.waitFor('phases ticked');
  robot.send('\r');
  await robot.waitFor(/^ begun/m);
  const log = (unit: string) => {
    const file = latestRun(deploy.root)?.phases.find((phase) => phase.name === unit)?.log;
    if (!file) throw new Error(`${unit} has no log.`);
    return file;
  };
  writeFileSync(log('01_many'), text);
  robot.send('l');
  await robot.waitFor(/02_more: 1-3 of 3, end/);
  robot.send('[');
  await robot.waitFor(/01_many: \d,\d+-3,000 of 3,000, end, .*following/);
  await robot.waitFor(/^ line 3000$/m);
  return { robot, deploy, log };
}

const found = (robot: Robot, text: string) => robot.waitFor(new RegExp(`^›.*${text}`, 'm'));

describe('the log screen', () => {
  it('goes to any place and searches round the ends', async () => {
    const { robot } = await onLog();
    robot.send('g');
    await robot.waitFor(/01_many: 1-20 of 3,000/);
    robot.send('jj  kb');
    await robot.waitFor(/01_many: 21-40 of/);
    robot.send('#1234\r');
    await robot.waitFor(/01_many: 1,234-1,253 of/);
    robot.send('%50%\r');
    await robot.waitFor(/01_many: 1,[45]\d\d-/);
    robot.send('#12x\r');
    await robot.waitFor('Type the number of a line');
    robot.send('\u001b');
    await robot.waitFor('/ search');

    robot.send('g/needle\r');
    await found(robot, 'a Needle in the hay');
    await robot.waitFor('Line 1,500.');
    robot.send('n');
    await robot.waitFor('Line 1,500 is the only one.');
    robot.send('/Needles\r');
    await robot.waitFor('There is no "Needles" in this log.');
    robot.send('/line 29\r');
    await robot.waitFor('Line 2,900.');
    robot.send('nnNNN');
    await robot.waitFor('Line 299.');
    robot.send('NNN');
    await robot.waitFor('Line 296.');
    robot.send('gN');
    await robot.waitFor('Line 2,999: the search went on from the end of the log.');

    robot.send('ge');
    await found(robot, 'the first of two');
    robot.send('e');
    await found(robot, 'the second of two');
    robot.send('e');
    await robot.waitFor('Line 700: the search went on from the start of the log.');
    robot.send('E');
    await robot.waitFor('Line 2,000: the search went on from the end of the log.');

    robot.send('#1500\r');
    await robot.waitFor(/^ a Needle in the hay .*…$/m);
    robot.send('\u001b[C\u001b[C\u001b[C\u001b[C');
    await robot.waitFor(/from column 161/);
    await robot.waitFor(/^ .*far to the right$/m);
    robot.send('w');
    await robot.waitFor(/wrapped/);
    const screen = await robot.waitFor(/^ a Needle in the hay (far|[^…])*\n (.*\n)?.*to the right$/m);
    expect(screen).not.toMatch(/…$/m);
    robot.send('\u001b[C');
    await robot.waitFor('Lines are wrapped: w cuts them.');
    robot.send('jj');
    await robot.waitFor(/^ .*to the right\n line 1501$/m);
    robot.send('w/right\r');
    await robot.waitFor(/^›.*far to the right$/m);
    await robot.waitFor('Line 1,500.');
    robot.send('\u001b');
    await robot.waitFor(/^ running/m);
  }, 60_000);

  it('follows a log that grows, stops when it is told so, and is given as plain text as every screen is', async () => {
    const { robot, log } = await onLog();
    robot.send(']');
    await robot.waitFor(/02_more: 1-3 of 3, .*following/);
    const file = log('02_more');
    appendFileSync(file, Array.from({ length: 500 }, (_, index) => `grown ${index}\n`).join(''));
    await robot.waitFor(/^ grown 499$/m);
    robot.send('k');
    await robot.waitFor((screen) => screen.includes('grown 498') && !screen.includes('following'));
    appendFileSync(file, 'unseen\n');
    await robot.waitFor(/of 504, 99%/);
    expect(robot.screen()).not.toContain('unseen');
    robot.send('f');
    await robot.waitFor(/^ unseen$/m);
    appendFileSync(file, 'half a');
    await robot.waitFor(/^ half a$/m);
    appendFileSync(file, ' line\n');
    await robot.waitFor(/^ half a line$/m);

    robot.send('[');
    await robot.waitFor(/01_many: /);
    robot.send('#1499\r');
    await robot.waitFor(/01_many: 1,499-1,518/);
    robot.send('o');
    const plain = await robot.waitFor('Any key goes back.');
    expect(robot.fullScreen()).toBe(false);
    expect(plain).toMatch(/^line 1499\na Needle in the hay (.*\n){2,3}line 1501\n/m);
    expect(plain).not.toContain('01_many');
    robot.send('o');
    await robot.waitFor('/ search');
    expect(robot.fullScreen()).toBe(true);
    robot.send('j');
    await robot.waitFor(/01_many: 1,500-1,519/);
    robot.send('2');
    await robot.waitFor('phases ticked');
    robot.send('o');
    await robot.waitFor(/02_more(.*\n)*.*Any key goes back\./);
    robot.kill('SIGTERM');
    await robot.exit();
    expect(robot.fullScreen()).toBe(false);
    for (const clear of ['\u001b[2J', '\u001b[3J']) expect(robot.output).not.toContain(clear);
  }, 60_000);

  it('gives the file to the pager, and takes the screen back', async () => {
    const { robot, log, deploy } = await onLog({ env: { PAGER: 'sh pager.sh --an-option', FORCE_HYPERLINK: '1' } });
    expect(robot.output).toContain(`\u001b]8;;file://${os.hostname()}${log('01_many')}`);
    const pager = 'stty -icanon -echo\necho "paging $*"\ndd bs=1 count=36 of=paged status=none\nstty icanon echo\n';
    writeFileSync(path.join(deploy.root, 'pager.sh'), pager);
    robot.send('v');
    await robot.waitFor(`paging --an-option ${log('01_many')}`.slice(0, 60));
    expect(robot.fullScreen()).toBe(false);
    const keys = 'abcdefghijklmnopqrstuvwxyz0123456789';
    for (const key of keys) {
      robot.send(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await robot.waitFor(/^ line 3000$/m);
    expect(robot.fullScreen()).toBe(true);
    expect(readFileSync(path.join(deploy.root, 'paged'), 'utf8')).toBe(keys);
    robot.send('g');
    await robot.waitFor(/01_many: 1-20 of 3,000/);
  }, 60_000);
});
