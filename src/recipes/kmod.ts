import { meson } from '../build/drivers/index.js';
import { mesonTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

/** modprobe and its kin. Without decompressors: the kernel's modules lie uncompressed in a compressed image. */
export const kmod: Recipe = {
  name: 'kmod',
  title: 'kmod',
  sources: ['kmod'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: meson({
    libc: 'musl',
    options: [
      // The kernel starts /sbin/modprobe.
      ...['--bindir=/bin', '--sbindir=/sbin', '--libdir=/usr/lib'],
      ...['zstd', 'xz', 'zlib', 'openssl'].map((name) => `-D${name}=disabled`),
      ...['bash', 'fish', 'zsh'].map((shell) => `-D${shell}completiondir=no`),
      ...['-Dmanpages=false', '-Ddocs=false', '-Dmoduledir=/lib/modules'],
    ],
  }),
  ship: ['bin/{kmod,lsmod}', 'sbin/{depmod,insmod,lsmod,modinfo,modprobe,rmmod}', 'usr/lib/libkmod.so.*'],
  tools: mesonTools,
};
