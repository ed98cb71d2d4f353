import { readFile } from 'node:fs/promises';
import { ownOrPackaged } from '../host/package.js';
import { grubEfi, grubPc, grubTools } from '../recipes/grub.js';
import { definePhase } from './define.js';

/** Put into the target as they are. */
const files = [
  { from: 'config/grub/default', path: 'etc/default/grub', mode: 0o644 },
  { from: 'config/grub/update-grub', path: 'usr/sbin/update-grub', mode: 0o755 },
];

export const phase = definePhase({
  name: '02_compile_grub_efi',
  title: 'Boot loader',
  summary: 'GRUB for UEFI and BIOS, its tools for the target, and the kernel command line with the IOMMU on',
  group: 'Boot loader',
  needs: () => 'target',
  tools: [],
  recipes: () => [grubEfi, grubPc, grubTools],
  inputs: () => files.map(({ from }) => ({ kind: 'file', path: from })),
  outputs: () => [],
  run: async (ctx) => {
    for (const { from, path, mode } of files) {
      await ctx.layer.file(path, await readFile(ownOrPackaged(ctx.layout.root, from)), { mode });
    }
    ctx.layer.dir('boot/grub');
  },
});
