import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { room } from '../layers/fixtures.js';
import { machine, place, shell } from './shell.js';

const hash = `$6$salt$${'a'.repeat(86)}`;
const good = `disk=nvme0n1\nerase=yes\npassword_hash=${hash}\n`;

/** What the answers come to: a problem, or the values of `show`. */
function settle(answers: string, show = '') {
  const dir = room();
  const env = machine(dir);
  const file = path.join(dir, 'answers');
  place(dir, { answers, 'zoneinfo/UTC': 'TZif', 'zoneinfo/Europe/Berlin': 'TZif', 'keymaps/us.bmap': 'bkeymap' });
  return shell(
    `zoneinfo=${dir}/zoneinfo keymaps=${dir}/keymaps
    default_answers ttyS0,115200
    read_answers "${file}" || { echo "$problem"; exit; }
    settle_answers
    problem=$(answers_problem)
    [ -z "$problem" ] && for name in ${show}; do eval "echo \\"\\$answer_$name\\""; done
    echo "$problem"`,
    env,
  );
}

describe('answers', () => {
  it('need a disk, leave to erase it and a password; the rest has defaults', () => {
    expect(settle(good, 'disk hostname timezone network console finish')).toMatchObject({
      stdout: 'nvme0n1\nsmechvisor\nUTC\ndhcp\nttyS0,115200\nreboot\n\n',
      stderr: '',
    });
    expect(settle(good.replace('nvme0n1', 'only'), 'disk').stdout).toBe('nvme0n1\n\n');
    expect(settle(good.replace('nvme0n1', '/dev/nvme0n1'), 'disk').stdout).toBe('nvme0n1\n\n');
  });

  it('may have the password as it is: only its hash is kept', () => {
    const { stdout } = settle('disk=only\r\nerase=yes\r\npassword= a "b" $c=d\r\n', 'password password_hash');
    expect(stdout).toMatch(/^\n\$6\$/);
  });

  it.each([
    ['disk=only\n', /root has no password/],
    [`disk=only\npassword_hash=${hash}\n`, /erase=yes is missing/],
    [`disk=only\nerase=yes\npassword_hash=$1$x$y\n`, /root has no password/],
    [`${good}hostname=Not A Name\n`, /No host name: Not A Name/],
    [`${good}colour=red\n`, /Line 4 .*unknown name colour/],
    [`${good}erase=yes\n`, /Line 4 .*names erase again/],
    ['erase\n', /Line 1 .*NAME=VALUE/],
    ['erase yes=no\n', /Line 1 .*unknown name erase yes/],
    [`${good}timezone=../../etc/passwd\n`, /no time zone/],
    [`${good}timezone=Europe/Atlantis\n`, /no time zone/],
    [`${good}keyboard=xx\n`, /no keyboard xx/],
    [`${good}console=tty9\n`, /No console: tty9/],
    [`${good}token=short\n`, /token/],
    [`${good}finish=explode\n`, /reboot, poweroff or stay/],
    [`${good}network=maybe\n`, /dhcp or static/],
    [`${good}network=static\ninterface=eth9\n`, /no Ethernet port eth9/],
    [`${good}network=static\ninterface=eth0\naddress=10.0.0.1\n`, /prefix/],
    [`${good}network=static\ninterface=eth0\naddress=10.0.0.256/8\n`, /prefix/],
    [`${good}network=static\ninterface=eth0\naddress=10.0.0.5/24\ngateway=10.0.1.1\n`, /not in the network/],
    [`${good}network=static\ninterface=eth0\naddress=10.0.0.5/24\ndns=one\n`, /No name servers: one/],
    [good.replace('nvme0n1', 'sda'), /in use/],
    [good.replace('nvme0n1', 'vdb'), /too small/],
    [good.replace('nvme0n1', 'sda; rm -rf'), /No disk: sda; rm/],
    [`${good}layout=raid\n`, /disk or partitions/],
    [`${good}layout=partitions\nroot=nvme0n1p9\n`, /no partition nvme0n1p9/],
    [`${good}layout=partitions\nroot=nvme0n1p2\n`, /too small/],
    [`${good}layout=partitions\nroot=nvme0n1p1\nesp=nvme0n1p2\n`, /holds no FAT/],
    [`${good}layout=partitions\nroot=nvme0n1p1\nesp=nvme0n1p2\nformat_esp=yes\nswap=nvme0n1p2\n`, /another use/],
    [`${good}layout=partitions\nroot=nvme0n1p1\n`, /no BIOS boot partition/],
  ])('%j are refused with a sentence', (answers, problem) => {
    const { stdout, stderr } = settle(answers, 'disk');
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toMatch(problem);
  });

  it('take a static network whose gateway is reachable, and partitions that are there', () => {
    const network = 'network=static\ninterface=eth0\naddress=10.1.2.3/22\ngateway=10.1.0.1\ndns=10.1.0.2,10.1.0.3\n';
    expect(settle(good + network, 'address').stdout).toBe('10.1.2.3/22\n\n');
    const partitions = 'layout=partitions\nroot=nvme0n1p1\nesp=nvme0n1p2\nformat_esp=yes\n';
    expect(settle(good.replace('disk=nvme0n1\n', '') + partitions, 'disk root').stdout).toBe('nvme0n1\nnvme0n1p1\n\n');
  });

  it('are taken literally, whatever stands in them', () => {
    const dir = room();
    const file = path.join(dir, 'answers');
    const value = fc.string({ unit: 'binary-ascii' }).filter((text) => !/[\0\n\r]/.test(text));
    fc.assert(
      fc.property(value, (text) => {
        writeFileSync(file, `hostname=${text}`);
        const { stdout } = shell(`default_answers ''; read_answers "${file}"; printf %s "$answer_hostname"`);
        expect(stdout).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  it('have an example that says all there is', () => {
    const example = readFileSync(packageFile('payload/installer/answers.example'), 'utf8');
    const names = shell('echo $answer_names').stdout.trim().split(' ');
    for (const name of names) expect(example).toMatch(new RegExp(`^#?${name}=`, 'm'));
    expect(settle(example).stdout).toMatch(/root has no password/);
  });
});

describe('console', () => {
  it('is the last that the kernel was told of, with its speed', () => {
    const dir = room();
    const env = machine(dir);
    expect(shell('serial_console; kernel_argument smech.answers', env).stdout).toBe('ttyS0,115200\nLABEL=NODES:n1\n');
    place(dir, { 'sys/class/tty/console/active': 'ttyS0 tty0\n' });
    expect(shell('serial_console', env).stdout).toBe('');
  });
});
