import { meson } from '../build/drivers/index.js';
import { mesonTools } from '../build/tools.js';
import type { Recipe, Step } from './define.js';
import { muslSysroot } from './names.js';

/** Without decompressors: the kernel's modules lie uncompressed, in an image that is compressed as a whole or not at all. */
export const kmodSteps = (libc: 'musl' | 'glibc', folders: { bin: string; sbin: string }): Step[] =>
  meson({
    libc,
    options: [
      ...[`--bindir=${folders.bin}`, `--sbindir=${folders.sbin}`, '--libdir=/usr/lib'],
      ...['zstd', 'xz', 'zlib', 'openssl'].map((name) => `-D${name}=disabled`),
      ...['bash', 'fish', 'zsh'].map((shell) => `-D${shell}completiondir=no`),
      ...['-Dmanpages=false', '-Ddocs=false', '-Dmoduledir=/lib/modules'],
    ],
  });

/** modprobe and its kin. */
export const kmod: Recipe = {
  name: 'kmod',
  title: 'kmod',
  sources: ['kmod'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  // The kernel starts /sbin/modprobe.
  steps: kmodSteps('musl', { bin: '/bin', sbin: '/sbin' }),
  ship: ['bin/{kmod,lsmod}', 'sbin/{depmod,insmod,lsmod,modinfo,modprobe,rmmod}', 'usr/lib/libkmod.so.*'],
  tools: mesonTools,
};
