import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ArtifactBoot } from '../image/artifact-manifest.js';
import { readExt4Info } from '../image/ext4-info.js';
import { makeFat } from '../image/fat.js';
import { grubImage } from '../image/grub.js';
import { espImageFile } from '../image/root-image.js';
import { deterministicUuid } from '../image/uuid.js';
import { definePhase, type PhaseContext } from './define.js';
import { bootMenu, fstab } from './smechos/boot.js';
import { makeDisk, replaceIfOther, rootPartition } from './smechos/disk.js';
import { checkOwnLibraries } from './smechos/own-libraries.js';
import { grubPhase } from './visor/units.js';

const artifact = 'smechos.img';
const espIdentity = 'smechos esp';
const serial = deterministicUuid(espIdentity, 'fat SMECHOS_ESP').slice(0, 8).toUpperCase();

const modules = [
  ...['normal', 'configfile', 'linux', 'ext2', 'fat', 'part_gpt', 'search', 'search_fs_uuid', 'echo', 'test', 'sleep'],
  ...['serial', 'terminal', 'all_video', 'boot', 'reboot', 'halt', 'ls', 'cat', 'minicmd'],
];

const boot: ArtifactBoot = {
  medium: 'disk',
  entry: 'SmechOS (serial console)',
  serialKeys: [{ waitFor: 'GNU GRUB[\\s\\S]*serial console', send: 's' }],
  marks: [
    { name: 'OpenRC', pattern: 'OpenRC \\S+ is starting up' },
    { name: 'login', pattern: 'login: ' },
  ],
  memoryMiB: 2048,
};

export const phase = definePhase({
  name: 'pack_smechos_image',
  title: 'Disk image',
  summary: 'part1.img and part2.img as one disk that starts by BIOS and UEFI',
  group: 'Image',
  needs: () => 'image',
  tools: [
    { command: 'readelf', package: 'binutils' },
    { command: 'sfdisk', package: 'fdisk' },
    { command: 'mkfs.fat', package: 'dosfstools' },
    { command: 'mmd', package: 'mtools' },
    { command: 'mcopy', package: 'mtools' },
  ],
  recipes: () => [],
  inputs: ({ settings }) => [
    { kind: 'view', globs: ['**'] },
    { kind: 'recipe', recipe: `${grubPhase}/grub-pc` },
    { kind: 'recipe', recipe: `${grubPhase}/grub-efi` },
    { kind: 'value', name: 'image sizes', value: `${settings.images.espMiB} ${settings.images.rootMiB}` },
  ],
  outputs: () => [artifact],
  run: async (ctx) => {
    await checkOwnLibraries(ctx);
    const { uuid } = await readExt4Info(await ctx.rootImage(), ctx.exec);
    await ctx.layer.file('boot/grub/grub.cfg', bootMenu(ctx.view, rootPartition));
    await ctx.layer.file('etc/fstab', fstab(uuid, `${serial.slice(0, 4)}-${serial.slice(4)}`));
    ctx.layer.dir('boot/efi');
    const root = await ctx.rootImage();
    const { coreImage, bootImage, esp } = await makeBootParts(ctx, uuid);
    const { exec, workDir, progress, signal } = ctx;
    const earlier = path.join(ctx.layout.images, artifact);
    const make = async (out: string) => {
      const written = await makeDisk({
        ...{ out, earlier, esp, root, bootImage, coreImage },
        ...{ exec, workDir, progress, signal },
      });
      ctx.log(`${Math.round(written / 1024 / 1024)} MiB of the disk differed and were written`);
    };
    await ctx.artifact(artifact, make, { boot });
  },
});

/** GRUB's core images for both kinds of firmware, which find the root by its UUID, and images/part1.img with the one for UEFI. */
async function makeBootParts(ctx: PhaseContext, uuid: string) {
  const pc = (await ctx.recipe(`${grubPhase}/grub-pc`)).tree;
  const efi = (await ctx.recipe(`${grubPhase}/grub-efi`)).tree;
  const at = (name: string) => path.join(ctx.workDir, name);
  const embeddedConfig = [
    `search --no-floppy --fs-uuid --set=root ${uuid}`,
    'set prefix=($root)/boot/grub',
    'configfile $prefix/grub.cfg',
  ].join('\n');
  const image = (format: 'i386-pc' | 'x86_64-efi', tree: string, more: string[], out: string) =>
    grubImage({
      mkimage: path.join(tree, 'usr/bin/grub-mkimage'),
      modulesDir: path.join(tree, 'usr/lib/grub', format),
      ...{ format, modules: [...modules, ...more], embeddedConfig, out, exec: ctx.exec },
    });
  await image('i386-pc', pc, ['biosdisk'], at('core.img'));
  await image('x86_64-efi', efi, ['efi_gop', 'efi_uga'], at('bootx64.efi'));
  const esp = espImageFile(ctx.layout);
  const part = `${esp}.part`;
  await mkdir(ctx.layout.images, { recursive: true });
  try {
    await makeFat({
      ...{ out: part, sizeMiB: ctx.settings.images.espMiB, label: 'SMECHOS_ESP' },
      files: [{ path: 'EFI/BOOT/BOOTX64.EFI', from: at('bootx64.efi') }],
      ...{ epoch: ctx.epoch, fingerprint: espIdentity, exec: ctx.exec },
    });
    await replaceIfOther(part, esp, ctx.exec);
  } finally {
    await rm(part, { force: true });
  }
  return { coreImage: at('core.img'), bootImage: path.join(pc, 'usr/lib/grub/i386-pc/boot.img'), esp };
}
