import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ownOrPackaged } from '../host/package.js';
import { makeInitramfs } from '../image/initramfs.js';
import { makeSquashfs } from '../image/squashfs.js';
import type { TreeEntry } from '../image/tree.js';
import { definePhase, type PhaseContext } from './define.js';
import { makeBootIso } from './visor/boot-iso.js';
import { grubConfig } from './visor/grub-config.js';
import { isoTools, packTools } from './visor/image-tools.js';
import { initramfsEntries } from './visor/initramfs.js';
import { installBoot, installMenu } from './visor/install-menu.js';
import { findKernel, type Kernel } from './visor/kernel.js';
import { hostEntry, hostFolder, symlink } from './visor/live-root.js';
import { storageModules } from './visor/modules.js';
import { buildOwnCrate, hasOwnCrate } from './visor/own-crate.js';
import { packageContents, writePackages } from './visor/packages.js';
import { mediumRecipes, staticBusybox } from './visor/units.js';
import { smechvisorVersion } from './visor/version.js';

/** The operator's crate: its program is what the medium's console then starts. */
const ownInstaller = 'repo-packs-installer-visor';

const artifact = `smechvisor-install-${smechvisorVersion}.iso`;

export const phase = definePhase({
  name: '15_build_smechvisor_install_iso',
  title: 'Install ISO',
  summary: 'Installer, rescue shell and all packages on one disc that boots in BIOS and UEFI mode',
  group: 'Media',
  needs: () => 'none',
  tools: [...isoTools, ...packTools],
  recipes: () => [],
  inputs: () => [
    { kind: 'view', globs: ['**'] },
    { kind: 'file', path: 'payload/initramfs' },
    { kind: 'file', path: 'payload/installer' },
    { kind: 'file', path: ownInstaller },
    ...mediumRecipes.map((recipe) => ({ kind: 'recipe' as const, recipe })),
  ],
  outputs: () => [artifact],
  run: async (ctx) => {
    const { workDir } = ctx;
    const kernel = findKernel(ctx.view);
    const marker = `smechvisor/medium-${ctx.fingerprint.slice(0, 16)}`;
    const at = (name: string) => path.join(workDir, name);
    await mkdir(at('packages'));
    await makeStarter(ctx, kernel, 'init', { 'etc/smech/medium': `${marker}\n`, ...greeting }, at('initramfs.img'));
    await makeStarter(ctx, kernel, 'root-init', {}, at('root-initramfs.img'));
    ctx.log('Packing smechvisor-base and smechvisor-daemon');
    const starter = await hostEntry(`boot/initramfs-${kernel.release}.img`, at('root-initramfs.img'), 0o600);
    await writePackages(ctx, packageContents(ctx.view, [starter]), at('packages'));
    ctx.log('Packing the live system');
    const liveRoot = [...ctx.view.entries(), ...(await installerEntries(ctx))];
    const { epoch, exec, jobs } = ctx;
    await makeSquashfs(liveRoot, at('root.squashfs'), { epoch, exec, jobs, compression: 'zstd' });
    await writeFile(at('version'), `${smechvisorVersion}\n`);
    const files = [
      { path: 'boot/vmlinuz', from: kernel.file },
      { path: 'boot/initramfs.img', from: at('initramfs.img') },
      { path: 'smechvisor/root.squashfs', from: at('root.squashfs') },
      { path: 'smechvisor/version', from: at('version') },
      { path: 'packages', from: at('packages') },
    ];
    const menu = grubConfig(installMenu);
    const make = (out: string) => makeBootIso(ctx, { out, volumeId: 'SMECHVISOR', marker, menu, files });
    await ctx.artifact(artifact, make, { boot: installBoot });
  },
});

/** Shown on the medium only, beside what the installed node shows. */
const greeting = {
  'etc/smech/issue': `SmechVisor ${smechvisorVersion} install medium on \\l\nLog in as root, no password.\n\n`,
  'etc/smech/motd':
    'The installer runs on the first screen, or on the serial console that the kernel was started with.\n\n',
  'etc/smech/inittab': '::respawn:/usr/lib/smech/installer/start\ntty2::respawn:/sbin/getty 38400 tty2 linux\n',
};

/** The wizard's parts below usr/lib/smech, its command beside the other programs; the operator's own installer where there is one. */
async function installerEntries(ctx: PhaseContext): Promise<TreeEntry[]> {
  const { layout } = ctx;
  const entries = await hostFolder('usr/lib/smech/installer', ownOrPackaged(layout.root, 'payload/installer'));
  entries.push(symlink('usr/sbin/smechvisor-install', '../lib/smech/installer/smechvisor-install'));
  if (!hasOwnCrate(layout, ownInstaller)) return entries;
  const program = await buildOwnCrate(ctx, ownInstaller, 'smechvisor-installer');
  return [...entries, await hostEntry('usr/sbin/smechvisor-installer', program, 0o755)];
}

async function makeStarter(
  ctx: PhaseContext,
  kernel: Kernel,
  init: string,
  texts: Record<string, string>,
  out: string,
): Promise<void> {
  const payload = ownOrPackaged(ctx.layout.root, 'payload/initramfs');
  const busybox = path.join((await ctx.recipe(staticBusybox)).tree, 'bin/busybox');
  const entries = await initramfsEntries({
    view: ctx.view,
    release: kernel.release,
    busybox,
    init: path.join(payload, init),
    files: { 'lib/smech/early.sh': path.join(payload, 'early.sh') },
    texts,
    modules: storageModules,
    load: ['loop', 'isofs', 'squashfs', 'overlay', 'crc32c_generic', 'ext4', 'sd_mod', 'sr_mod', 'usb_storage', 'uas'],
  });
  await makeInitramfs(entries, out, { epoch: ctx.epoch, exec: ctx.exec });
}
