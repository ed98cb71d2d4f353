import { rm, writeFile } from 'node:fs/promises';
import type { Exec } from './exec.js';

export interface GrubImageOptions {
  /** grub-mkimage, absolute or in PATH. */
  mkimage: string;
  /** The folder with the format's .mod files and moddep.lst. */
  modulesDir: string;
  /** `i386-pc`: core.img for a disk; `i386-pc-eltorito`: for CD boot; `x86_64-efi`: BOOTX64.EFI. */
  format: 'i386-pc' | 'i386-pc-eltorito' | 'x86_64-efi';
  modules: string[];
  /** Runs before anything else; finds the medium: `search --file --set=root /boot/...`. */
  embeddedConfig: string;
  /** Where normal mode looks for grub.cfg and modules. Default (/boot/grub on the root device found): `/boot/grub`. */
  prefix?: string;
  out: string;
  env?: Record<string, string>;
  exec: Exec;
}

/** Makes a GRUB core image with its modules and an embedded configuration. */
export async function grubImage(options: GrubImageOptions): Promise<void> {
  const config = `${options.out}.cfg`;
  try {
    await writeFile(
      config,
      options.embeddedConfig.endsWith('\n') ? options.embeddedConfig : `${options.embeddedConfig}\n`,
    );
    await options.exec(
      [
        options.mkimage,
        ...['--directory', options.modulesDir],
        ...['--format', options.format],
        ...['--prefix', options.prefix ?? '/boot/grub'],
        ...['--config', config],
        ...['--output', options.out],
        ...options.modules,
      ],
      options.env === undefined ? {} : { env: options.env },
    );
  } finally {
    await rm(config, { force: true });
  }
}
