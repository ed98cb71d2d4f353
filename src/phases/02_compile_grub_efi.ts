import { readFile } from 'node:fs/promises';
import { ownOrPackaged } from '../host/package.js';
import { grubEfi, grubPc, grubTools } from '../recipes/grub.js';
import { definePhase, type PlanContext } from './define.js';

/** Put into a node's root as they are. SmechOS gets its menu when its image is packed. */
const nodeFiles = [
  { from: 'config/grub/default', path: 'etc/default/grub', mode: 0o644 },
  { from: 'config/grub/update-grub', path: 'usr/sbin/update-grub', mode: 0o755 },
];

const isNode = ({ profile }: PlanContext) => profile.name === 'smechvisor';
const files = (ctx: PlanContext) => (isNode(ctx) ? nodeFiles : []);

export const phase = definePhase({
  name: '02_compile_grub_efi',
  title: 'Boot loader',
  summary: 'GRUB for UEFI and BIOS, its tools for the target, and the kernel command line with the IOMMU on',
  group: 'Boot loader',
  needs: () => 'target',
  tools: [],
  recipes: (ctx) => [grubEfi, grubPc, ...(isNode(ctx) ? [grubTools] : [])],
  inputs: (ctx) => files(ctx).map(({ from }) => ({ kind: 'file', path: from })),
  outputs: () => [],
  run: async (ctx) => {
    for (const { from, path, mode } of files(ctx)) {
      await ctx.layer.file(path, await readFile(ownOrPackaged(ctx.layout.root, from)), { mode });
    }
    ctx.layer.dir('boot/grub');
  },
});
