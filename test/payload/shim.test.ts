import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { room } from '../layers/fixtures.js';
import { machine, place, shell } from './shell.js';

const read = ['answers', 'network'].map((part) => `. "${packageFile('payload/shim')}/${part}.sh"`).join('\n');

/** The shim's functions on a machine that was started with these words. */
function shim(words: string, text: string) {
  const dir = room();
  const env = machine(dir);
  place(dir, { 'proc/cmdline': `quiet ${words} console=ttyS0,115200\n` });
  return shell(`${read}\nshim_answers=${dir}/answers\ndefault_answers ''\n${text}`, env);
}

const settle =
  'answers_from_kernel || { echo asked; exit; }\nproblem=$(shim_problem)\n[ -n "$problem" ] || problem=fine\necho "$problem"';

describe('the deploy shim', () => {
  it('asks unless the kernel was told of a disk', () => {
    expect(shim('', settle)).toMatchObject({ stdout: 'asked\n', stderr: '' });
    expect(shim('smech.erase=yes smech.hostname=x', settle).stdout).toBe('asked\n');
    expect(shim('smech.disk=only smech.erase=yes', settle)).toMatchObject({ stdout: 'fine\n', stderr: '' });
    expect(shim('smech.disk=/dev/nvme0n1 smech.erase=yes', `${settle}\necho $answer_disk $answer_network`).stdout).toBe(
      'fine\nnvme0n1 dhcp\n',
    );
  });

  it.each([
    ['smech.disk=only', 'smech.erase=yes is missing'],
    ['smech.disk=sdz smech.erase=yes', 'no disk sdz'],
    ['smech.disk=vdb smech.erase=yes', 'too small'],
    ['smech.disk=only smech.erase=yes smech.hostname=Big', 'host name'],
    ['smech.disk=only smech.erase=yes smech.address=10.9.0.300/24 smech.interface=eth0', '10.9.0.300/24'],
    ['smech.disk=only smech.erase=yes smech.address=10.9.0.2/24 smech.interface=eth7', 'no Ethernet port eth7'],
    ['smech.disk=only smech.erase=yes smech.address=10.9.0.2/24 smech.interface=eth0 smech.gateway=1.2.3.4', 'gateway'],
  ])('does nothing with %s', (words, sentence) => {
    expect(shim(words, settle).stdout).toContain(sentence);
  });

  it('hands its answers to the installation as they are', () => {
    const words =
      'smech.disk=only smech.erase=yes smech.address=10.9.0.2/24 smech.interface=eth0 smech.hostname=second';
    const { stdout, stderr } = shim(
      words,
      `${settle}
      write_shim_answers
      default_answers ''
      read_answers "$shim_answers" || echo "$problem"
      echo $answer_disk $answer_hostname $answer_network $answer_address; disk_bytes`,
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^fine\nnvme0n1 second static 10\.9\.0\.2\/24\n\d{10,}\n$/);
  });

  it('names machines that are installed side by side differently', () => {
    expect(shim('', 'first_hostname').stdout).toMatch(/^smechvisor-[0-9a-f]{6}\n$/);
  });
});
