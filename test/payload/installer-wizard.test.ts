import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { room } from '../layers/fixtures.js';
import { Robot } from '../ui/robot.js';
import { installer, machine, place } from './shell.js';

let robot: Robot | undefined;
afterEach(() => robot?.close());

/** The wizard's questions on a terminal, for a machine that is not there; what was answered is shown at the end. */
function start(): Robot {
  const dir = room();
  place(dir, {
    'zoneinfo/UTC': 'TZif',
    'zoneinfo/Europe/Berlin': 'TZif',
    'zoneinfo/Europe/Paris': 'TZif',
    'keymaps/list': 'us English (US)\nde German\n',
    'keymaps/us.bmap': '',
    'keymaps/de.bmap': '',
  });
  const script = `
    for part in "$installer"/lib/*.sh "$installer"/questions/*.sh; do . "$part"; done
    zoneinfo=${dir}/zoneinfo keymaps=${dir}/keymaps release="SmechVisor 1.0"
    loadkmap() { cat >/dev/null; }
    default_answers ''
    ask_all
    clear
    for name in $answer_names; do eval "echo $name=\\"\\$answer_$name\\""; done
    echo "The end."`;
  const env = { ...machine(dir), installer, TERM: 'vt100', PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  return new Robot({ command: ['busybox', 'sh', '-c', script], cwd: path.dirname(dir), env });
}

const enter = '\r';
const tab = '\t';
const down = '\u001b[B';

describe('wizard', () => {
  it('asks, refuses what is wrong, goes back, and erases nothing without the typed words', {
    timeout: 60_000,
  }, async () => {
    const wizard = start();
    robot = wizard;
    const answer = async (title: string, keys: string) => {
      await wizard.waitFor(title);
      wizard.send(keys);
    };
    await answer('This installs SmechVisor 1.0', enter);
    await answer('Where does this machine stand?', down + enter);
    await answer('Which place of Europe', down + enter);
    await answer('Which keyboard', down + enter);
    const hardware = await wizard.waitFor('Test CPU');
    expect(hardware).toMatch(/Processor +Test CPU, 1 threads/);
    expect(hardware).toMatch(/Disk +nvme0n1: 4\.0 GiB +│/);
    expect(hardware).toMatch(/Disk +vdc: 7\.8 GiB \(not usable\)/);
    expect(hardware).toMatch(/Network +eth0: 52:54:00:12:34:56, link up/);
    wizard.send(enter);
    const disks = await wizard.waitFor('Erase it: 4.0 GiB');
    expect(disks).not.toContain('vdb');
    wizard.send(enter);
    await answer('Host name of this machine', `${'\u007f'.repeat(20)}Not a name${enter}`);
    await answer('No host name: Not a name', enter);
    await answer('Host name of this machine', `${'\u007f'.repeat(20)}node1${enter}`);
    await answer('only account that can log in', enter);
    await answer('must not be empty', enter);
    await answer('only account that can log in', `first${enter}`);
    await answer('same password again', `second${enter}`);
    await answer('two passwords differ', enter);
    await answer('only account that can log in', `secret${enter}`);
    expect(await wizard.waitFor('same password again')).not.toContain('secret');
    wizard.send(`secret${enter}`);
    await answer('How does this machine get its address', down + enter);
    await answer('Which port', enter);
    await answer('Address with prefix', `10.0.0.5${enter}`);
    await answer('No address: 10.0.0.5', enter);
    await answer('Address with prefix', `/24${enter}`);
    await answer('Gateway', `10.0.0.1${enter}`);
    await answer('Name servers', enter);
    const summary = await wizard.waitFor('Time zone   Europe');
    expect(summary).toMatch(/Network +eth0 10\.0\.0\.5\/24, gateway 10\.0\.0\.1/);
    wizard.send(tab + enter);
    await answer('How does this machine get its address', `${enter}`);
    await answer('Which port', enter);
    for (const question of ['Address with prefix', 'Gateway', 'Name servers']) await answer(question, enter);
    await answer('Time zone   Europe', enter);
    await answer('Type erase nvme0n1 to begin', `yes${enter}`);
    await answer('Nothing was changed', enter);
    await answer('Time zone   Europe', enter);
    await answer('Type erase nvme0n1 to begin', `erase nvme0n1${enter}`);
    const end = await wizard.waitFor('The end.');
    expect(end).toMatch(/^timezone=Europe\/Paris$/m);
    expect(end).toMatch(/^keyboard=de$/m);
    expect(end).toMatch(/^disk=nvme0n1$/m);
    expect(end).toMatch(/^hostname=node1$/m);
    expect(end).toMatch(/^password=$/m);
    expect(end).toMatch(/^password_hash=\$6\$/m);
    expect(end).toMatch(/^erase=yes$/m);
    expect(wizard.output).not.toContain('secret');
  });

  it('leaves at the first question', { timeout: 30_000 }, async () => {
    const wizard = start();
    robot = wizard;
    await wizard.waitFor('This installs');
    wizard.send(tab + enter);
    await wizard.waitFor('Restart the machine');
    wizard.send(enter);
    await wizard.waitFor('This installs');
  });
});
