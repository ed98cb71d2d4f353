import { autotools } from '../build/drivers/index.js';
import { autotoolsTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

const sbin = [
  'mke2fs',
  'mkfs.ext[234]',
  'e2fsck',
  'fsck.ext[234]',
  'resize2fs',
  'tune2fs',
  'dumpe2fs',
  'debugfs',
  'e2label',
  'badblocks',
  'e2image',
  'e2undo',
];

/** ext4: made, checked, resized, looked into. Its libuuid and libblkid are util-linux's. */
export const e2fsprogs: Recipe = {
  name: 'e2fsprogs',
  title: 'e2fsprogs',
  sources: ['e2fsprogs'],
  dependencies: [...muslSysroot, 'util-linux'],
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: autotools({
    libc: 'musl',
    outOfTree: true,
    configureArgs: [
      '--enable-elf-shlibs',
      ...[
        'libblkid',
        'libuuid',
        'uuidd',
        'fuse2fs',
        'e2initrd-helper',
        'backtrace',
        'nls',
        'rpath',
        'defrag',
        'testio-debug',
      ].map((name) => `--disable-${name}`),
      ...['--without-crond-dir', '--without-systemd-unit-dir', '--without-udev-rules-dir', '--without-libarchive'],
    ],
    progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: 236 },
  }),
  ship: [
    'usr/lib/lib*.so.*',
    'etc/mke2fs.conf',
    ...sbin.map((name) => `usr/sbin/${name}`),
    ...['lsattr', 'chattr'].map((name) => `usr/bin/${name}`),
  ],
  tools: autotoolsTools,
};
