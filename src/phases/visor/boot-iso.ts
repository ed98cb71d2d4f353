import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFat } from '../../image/fat.js';
import { grubImage } from '../../image/grub.js';
import { type IsoFile, makeHybridIso } from '../../image/iso.js';
import type { PhaseContext } from '../define.js';
import { grubPhase } from './units.js';

export interface BootIsoOptions {
  out: string;
  volumeId: string;
  /** A file of the ISO that no other medium has: how GRUB knows it. Without leading slash. */
  marker: string;
  /** grub.cfg. */
  menu: string;
  /** The rest of the ISO. */
  files: IsoFile[];
}

const common = [
  ...['normal', 'configfile', 'linux', 'iso9660', 'fat', 'part_gpt', 'part_msdos', 'search', 'search_fs_file'],
  ...[
    'echo',
    'test',
    'regexp',
    'sleep',
    'serial',
    'terminal',
    'chain',
    'boot',
    'reboot',
    'halt',
    'ls',
    'cat',
    'minicmd',
  ],
];
const modules = {
  'i386-pc-eltorito': [...common, 'biosdisk', 'drivemap', 'all_video'],
  'x86_64-efi': [...common, 'efi_gop', 'efi_uga', 'all_video'],
};

/** An ISO with our GRUB and its menu, for BIOS and UEFI, CD and USB drive. */
export async function makeBootIso(ctx: PhaseContext, options: BootIsoOptions): Promise<void> {
  const { exec, epoch, fingerprint } = ctx;
  const pc = (await ctx.recipe(`${grubPhase}/grub-pc`)).tree;
  const efi = (await ctx.recipe(`${grubPhase}/grub-efi`)).tree;
  const work = path.join(ctx.workDir, 'boot');
  await mkdir(work, { recursive: true });
  const at = (name: string) => path.join(work, name);
  const embeddedConfig = [
    `search --no-floppy --file --set=root /${options.marker}`,
    'set prefix=($root)/boot/grub',
    'configfile $prefix/grub.cfg',
  ].join('\n');
  const image = (format: keyof typeof modules, tree: string, folder: string, out: string) =>
    grubImage({
      mkimage: path.join(tree, 'usr/bin/grub-mkimage'),
      modulesDir: path.join(tree, 'usr/lib/grub', folder),
      ...{ format, modules: modules[format], embeddedConfig, out, exec },
    });
  await image('i386-pc-eltorito', pc, 'i386-pc', at('bios.img'));
  await image('x86_64-efi', efi, 'x86_64-efi', at('bootx64.efi'));
  await makeFat({
    out: at('efi.img'),
    sizeMiB: 8,
    label: 'SMECH_EFI',
    files: [{ path: 'EFI/BOOT/BOOTX64.EFI', from: at('bootx64.efi') }],
    ...{ epoch, fingerprint, exec },
  });
  await writeFile(at('grub.cfg'), options.menu);
  await writeFile(at('marker'), `${fingerprint}\n`);
  await makeHybridIso({
    out: options.out,
    volumeId: options.volumeId,
    files: [
      { path: 'boot/grub/grub.cfg', from: at('grub.cfg') },
      { path: 'boot/grub/bios.img', from: at('bios.img') },
      { path: options.marker, from: at('marker') },
      ...options.files,
    ],
    efiImage: at('efi.img'),
    biosImage: 'boot/grub/bios.img',
    hybridMbr: path.join(pc, 'usr/lib/grub/i386-pc/boot_hybrid.img'),
    progress: ctx.progress,
    ...{ epoch, fingerprint, exec },
  });
}
