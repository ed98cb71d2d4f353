import { autotools } from '../build/drivers/index.js';
import { autotoolsTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

const enabled = ['libuuid', 'libblkid', 'libmount', 'libsmartcols', 'libfdisk', 'lsblk', 'blkid', 'wipefs', 'partx'];
const without = [
  ...[
    'ncurses',
    'ncursesw',
    'tinfo',
    'readline',
    'systemd',
    'udev',
    'python',
    'selinux',
    'audit',
    'cap-ng',
    'libz',
    'libmagic',
  ],
  ...['btrfs', 'econf', 'user', 'cryptsetup', 'util'],
];

/** Disks and partitions: sfdisk, lsblk, blkid, wipefs, partx and their libraries. */
export const utilLinux: Recipe = {
  name: 'util-linux',
  title: 'util-linux: disks and partitions',
  sources: ['util-linux'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: autotools({
    libc: 'musl',
    configureArgs: [
      // With --prefix=/usr it would put them into /bin, /sbin and /lib.
      ...['--bindir=/usr/bin', '--sbindir=/usr/sbin', '--libdir=/usr/lib'],
      '--disable-all-programs',
      // `check` leaves out cfdisk, which needs curses and has no switch of its own.
      '--enable-fdisks=check',
      ...enabled.map((name) => `--enable-${name}`),
      ...without.map((name) => `--without-${name}`),
      ...['--disable-nls', '--disable-asciidoc', '--disable-poman', '--disable-bash-completion'],
      ...['--disable-makeinstall-chown', '--disable-makeinstall-setuid', '--disable-rpath', '--disable-gtk-doc'],
    ],
    progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: 234 },
  }),
  ship: [
    'usr/lib/lib*.so.*',
    ...['blkid', 'sfdisk', 'wipefs'].map((name) => `usr/sbin/${name}`),
    ...['lsblk', 'partx', 'addpart', 'delpart'].map((name) => `usr/{bin,sbin}/${name}`),
  ],
  tools: [...autotoolsTools, { command: 'bison', package: 'bison' }, { command: 'flex', package: 'flex' }],
};
