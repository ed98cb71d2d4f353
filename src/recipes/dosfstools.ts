import { autotools } from '../build/drivers/index.js';
import { autotoolsTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

/** FAT for EFI system partitions: mkfs.fat, fsck.fat, fatlabel. */
export const dosfstools: Recipe = {
  name: 'dosfstools',
  title: 'dosfstools',
  sources: ['dosfstools'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: autotools({
    libc: 'musl',
    configureArgs: ['--sbindir=/usr/sbin', '--enable-compat-symlinks', '--without-iconv'],
    progress: { kind: 'lines', pattern: 'gcc .* -c ', total: 20 },
  }),
  ship: ['usr/sbin/{mkfs,fsck}.{fat,vfat,msdos}', 'usr/sbin/fatlabel', 'usr/sbin/{mkdosfs,dosfsck,dosfslabel}'],
  tools: autotoolsTools,
};
