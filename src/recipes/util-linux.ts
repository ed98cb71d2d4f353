import { autotools } from '../build/drivers/index.js';
import { autotoolsTools } from '../build/tools.js';
import type { Recipe, Step } from './define.js';
import { muslSysroot } from './names.js';

const enabled = ['libuuid', 'libblkid', 'libmount', 'libsmartcols', 'libfdisk', 'lsblk', 'blkid', 'wipefs', 'partx'];
const terminal = ['ncurses', 'ncursesw', 'tinfo'];
const without = [
  ...['readline', 'systemd', 'udev', 'python', 'selinux', 'audit', 'cap-ng', 'libz', 'libmagic'],
  ...['btrfs', 'econf', 'user', 'cryptsetup', 'util'],
];

interface UtilLinuxOptions {
  libc: 'musl' | 'glibc';
  programs: string[];
  without?: string[];
  /** Compiler calls of a whole build, for progress. */
  compiles: number;
}

const steps = (options: UtilLinuxOptions): Step[] =>
  autotools({
    libc: options.libc,
    configureArgs: [
      // With --prefix=/usr it would put them into /bin, /sbin and /lib.
      ...['--bindir=/usr/bin', '--sbindir=/usr/sbin', '--libdir=/usr/lib'],
      ...options.programs,
      ...[...(options.without ?? []), ...without].map((name) => `--without-${name}`),
      ...['--disable-nls', '--disable-asciidoc', '--disable-poman', '--disable-bash-completion'],
      ...['--disable-makeinstall-chown', '--disable-makeinstall-setuid', '--disable-rpath', '--disable-gtk-doc'],
    ],
    progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: options.compiles },
  });

const tools = [...autotoolsTools, { command: 'bison', package: 'bison' }, { command: 'flex', package: 'flex' }];

/** Disks and partitions: sfdisk, lsblk, blkid, wipefs, partx and their libraries. */
export const utilLinux: Recipe = {
  name: 'util-linux',
  title: 'util-linux: disks and partitions',
  sources: ['util-linux'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: steps({
    libc: 'musl',
    programs: [
      '--disable-all-programs',
      // `check` leaves out cfdisk, which needs curses and has no switch of its own.
      '--enable-fdisks=check',
      ...enabled.map((name) => `--enable-${name}`),
    ],
    without: terminal,
    compiles: 234,
  }),
  ship: [
    'usr/lib/lib*.so.*',
    ...['blkid', 'sfdisk', 'wipefs'].map((name) => `usr/sbin/${name}`),
    ...['lsblk', 'partx', 'addpart', 'delpart'].map((name) => `usr/{bin,sbin}/${name}`),
  ],
  tools,
};

/**
 * What lets somebody in or makes him somebody else stays as the restored base has it, with the PAM modules that it was made for; so does what
 * other packages of the base have (kill, lastlog2) and what only works as a group of its own (wall, write).
 */
const leftToBase = [
  ...['login', 'su', 'runuser', 'chfn-chsh', 'sulogin', 'nologin', 'agetty', 'newgrp', 'vipw', 'pam-lastlog2'],
  ...['liblastlog2', 'kill', 'wall', 'write', 'mesg', 'uuidd', 'pylibmount', 'setpriv'],
];

/** Disks, mounts, processes and consoles of a workstation. */
export const utilLinuxWhole: Pick<Recipe, 'steps' | 'attributes' | 'tools'> = {
  steps: steps({ libc: 'glibc', programs: leftToBase.map((name) => `--disable-${name}`), compiles: 560 }),
  // For what fstab allows to everybody.
  attributes: ['mount', 'umount'].map((name) => ({ path: `usr/bin/${name}`, mode: 0o4755, uid: 0, gid: 0 })),
  tools,
};
