import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageFile } from '../../src/host/package.js';

export const installer = packageFile('payload/installer');

export interface ShellEnd {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a text in BusyBox's shell with the installer's library, as the install medium does: an error ends it. `below` starts the shell. */
export function shell(text: string, env: Record<string, string> = {}, below: string[] = []): ShellEnd {
  const script = `set -eu -o pipefail\nfor part in "$installer"/lib/*.sh; do . "$part"; done\n${text}\n`;
  const [program = '', ...args] = [...below, 'busybox', 'sh', '-c', script];
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, installer, ...env },
  });
  return { status, stdout, stderr };
}

/** Files of a machine that is not there, below `dir`. */
export function place(dir: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return dir;
}

/** A machine with a system disk in use, a blank disk with a partition, one that is too small and one that is read-only; a network port. */
export function machine(dir: string): { sys: string; proc: string } {
  const disk = (name: string, mib: number, ro = 0) => ({
    [`sys/block/${name}/size`]: `${mib * 2048}\n`,
    [`sys/block/${name}/ro`]: `${ro}\n`,
    [`sys/class/block/${name}/size`]: `${mib * 2048}\n`,
  });
  const partition = (on: string, name: string, mib: number) => ({
    [`sys/block/${on}/${name}/partition`]: '1\n',
    [`sys/class/block/${name}/partition`]: '1\n',
    [`sys/class/block/${name}/size`]: `${mib * 2048}\n`,
  });
  place(dir, {
    ...disk('sda', 100_000),
    'sys/block/sda/device/vendor': 'ATA     \n',
    'sys/block/sda/device/model': 'SAMSUNG SSD 970\n',
    ...partition('sda', 'sda1', 1),
    ...disk('nvme0n1', 4096),
    ...partition('nvme0n1', 'nvme0n1p1', 2500),
    ...partition('nvme0n1', 'nvme0n1p2', 64),
    ...disk('vdb', 2047),
    ...disk('vdc', 8000, 1),
    ...disk('sr0', 700),
    ...disk('loop0', 4096),
    'sys/class/net/eth0/device/vendor': '0x1af4\n',
    'sys/class/net/eth0/type': '1\n',
    'sys/class/net/eth0/address': '52:54:00:12:34:56\n',
    'sys/class/net/eth0/carrier': '1\n',
    'sys/class/net/lo/type': '772\n',
    'sys/class/tty/console/active': 'tty0 ttyS0\n',
    'proc/cmdline':
      'BOOT_IMAGE=/boot/vmlinuz smech.live console=tty0 console=ttyS0,115200n8 smech.answers=LABEL=NODES:n1\n',
    'proc/mounts': '/dev/sda1 / ext4 rw 0 0\n',
    'proc/swaps': 'Filename Type Size Used Priority\n',
    'proc/cpuinfo': 'processor : 0\nmodel name : Test CPU\nflags : fpu vmx\n',
    'proc/meminfo': 'MemTotal:        1048576 kB\n',
  });
  return { sys: path.join(dir, 'sys'), proc: path.join(dir, 'proc') };
}
