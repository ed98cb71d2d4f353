import path from 'node:path';
import { ownOrPackaged } from '../host/package.js';
import { makeInitramfs } from '../image/initramfs.js';
import { definePhase } from './define.js';
import { makeBootIso } from './visor/boot-iso.js';
import { grubConfig } from './visor/grub-config.js';
import { isoTools } from './visor/image-tools.js';
import { initramfsEntries } from './visor/initramfs.js';
import { findKernel } from './visor/kernel.js';
import { networkModules, storageModules } from './visor/modules.js';
import { payloadFiles } from './visor/payload-files.js';
import { shimBoot, shimMenu } from './visor/shim-menu.js';
import { shimPrograms } from './visor/shim-programs.js';
import { mediumRecipes, staticBusybox } from './visor/units.js';
import { smechvisorVersion } from './visor/version.js';
import { viewFiles } from './visor/view-files.js';

const artifact = `smechvisor-shim-${smechvisorVersion}.iso`;

export const phase = definePhase({
  name: '16_build_smechvisor_deploy_shim',
  title: 'Deploy Shim ISO',
  summary:
    'Kernel and initramfs alone: asks for disk and network, shows a code, and is installed by a node over the network',
  group: 'Media',
  needs: () => 'none',
  tools: isoTools,
  recipes: () => [],
  inputs: () => [
    { kind: 'view', globs: ['boot/vmlinuz-*', 'lib/modules/**', ...shimPrograms] },
    { kind: 'file', path: 'payload/initramfs' },
    { kind: 'file', path: 'payload/installer' },
    { kind: 'file', path: 'payload/shim' },
    { kind: 'file', path: 'payload/udhcpc' },
    ...mediumRecipes.map((recipe) => ({ kind: 'recipe' as const, recipe })),
  ],
  outputs: () => [artifact],
  run: async (ctx) => {
    const { layout, epoch, exec } = ctx;
    const kernel = findKernel(ctx.view);
    const payload = (name: string) => ownOrPackaged(layout.root, `payload/${name}`);
    const initramfs = path.join(ctx.workDir, 'initramfs.img');
    const own = await initramfsEntries({
      view: ctx.view,
      release: kernel.release,
      busybox: path.join((await ctx.recipe(staticBusybox)).tree, 'bin/busybox'),
      init: path.join(payload('shim'), 'init'),
      files: {
        'lib/smech/early.sh': path.join(payload('initramfs'), 'early.sh'),
        'usr/share/udhcpc/default.script': path.join(payload('udhcpc'), 'default.script'),
        ...(await payloadFiles('usr/lib/smech/installer', payload('installer'))),
        ...(await payloadFiles('usr/lib/smech/shim', payload('shim'))),
      },
      texts: { 'etc/smech/version': `${smechvisorVersion}\n` },
      modules: [...storageModules, ...networkModules],
      load: ['virtio_net', 'ext4', 'vfat', 'nls_cp437', 'nls_iso8859-1'],
    });
    await makeInitramfs([...viewFiles(ctx.view, shimPrograms), ...own], initramfs, { epoch, exec });
    const files = [
      { path: 'boot/vmlinuz', from: kernel.file },
      { path: 'boot/initramfs.img', from: initramfs },
    ];
    const marker = `smechvisor/shim-${ctx.fingerprint.slice(0, 16)}`;
    const menu = grubConfig(shimMenu);
    const make = (out: string) => makeBootIso(ctx, { out, volumeId: 'SMECHVISOR_SHIM', marker, menu, files });
    await ctx.artifact(artifact, make, { boot: shimBoot });
  },
});
