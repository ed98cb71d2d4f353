import { ownOrPackaged } from '../host/package.js';
import { definePhase, type PlanContext } from './define.js';
import { copyFolder } from './visor/copy-folder.js';
import { identityFiles, skeletonFolders, skeletonLinks } from './visor/etc-files.js';
import { smechvisorVersion } from './visor/version.js';

const hostname = (ctx: PlanContext) => ctx.settings.hostname ?? 'smechvisor';

export const phase = definePhase({
  name: '12_write_etc_skeleton',
  title: 'Skeleton of /etc',
  summary: 'Accounts (root locked), name, file systems, name service and the folders that a system needs to log in',
  group: 'Skeleton and init',
  needs: () => 'target',
  tools: [],
  recipes: () => [],
  inputs: (ctx) => [
    { kind: 'file', path: 'config/etc' },
    { kind: 'file', path: 'payload/smech' },
    { kind: 'file', path: 'payload/udhcpc' },
    { kind: 'value', name: 'hostname', value: hostname(ctx) },
  ],
  outputs: () => [],
  run: async (ctx) => {
    const { root } = ctx.layout;
    for (const [folder, mode] of skeletonFolders) ctx.layer.dir(folder, mode === undefined ? {} : { mode });
    for (const [link, target] of Object.entries(skeletonLinks)) ctx.layer.symlink(link, target);
    await copyFolder(ctx.layer, 'etc', ownOrPackaged(root, 'config/etc'), { modes: { 'etc/shadow': 0o600 } });
    const files = identityFiles({ hostname: hostname(ctx), version: smechvisorVersion });
    for (const [file, text] of Object.entries(files)) await ctx.layer.file(file, text);
    await copyFolder(ctx.layer, 'usr/lib/smech', ownOrPackaged(root, 'payload/smech'), { mode: 0o755 });
    await copyFolder(ctx.layer, 'usr/share/udhcpc', ownOrPackaged(root, 'payload/udhcpc'), { mode: 0o755 });
  },
});
