import type { Tool } from '../../recipes/define.js';

/** Host programs that make a bootable ISO: GRUB's own come from its recipes. */
export const isoTools: Tool[] = [
  { command: 'xorriso', package: 'xorriso' },
  { command: 'mkfs.fat', package: 'dosfstools' },
  { command: 'mmd', package: 'mtools' },
  { command: 'mcopy', package: 'mtools' },
  { command: 'bsdtar', package: 'libarchive-tools' },
  { command: 'zstd', package: 'zstd' },
];

/** And those that pack a root file system. */
export const packTools: Tool[] = [
  { command: 'mksquashfs', package: 'squashfs-tools', atLeast: '4.5' },
  { command: 'xz', package: 'xz-utils' },
];
