import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../src/host/exec.js';
import { cacheLayout } from '../../src/host/layout.js';

/** Kernel, BusyBox and GRUB of the host's distribution, unpacked but not installed. */
export interface DebianParts {
  kernel: string;
  busybox: string;
  mkimage: string;
  /** Holds i386-pc/ and x86_64-efi/. */
  grub: string;
  /** For mkimage's libraries. */
  env: Record<string, string>;
}

/** From the user's cache, else through the host's own apt; a string says why they can't be had. */
export async function debianParts(): Promise<DebianParts | string> {
  const places = path.join(cacheLayout().root, 'test-parts');
  const kept = path.join(places, 'boot-1');
  try {
    if (!existsSync(kept)) await download(places, kept);
  } catch (error) {
    return `no kernel and GRUB packages: ${error instanceof Error ? error.message : String(error)}`;
  }
  const kernel = (await readdir(path.join(kept, 'boot'))).find((name) => name.startsWith('vmlinuz-'));
  if (kernel === undefined) return `no kernel in ${kept}`;
  return {
    kernel: path.join(kept, 'boot', kernel),
    busybox: path.join(kept, 'bin/busybox'),
    mkimage: path.join(kept, 'usr/bin/grub-mkimage'),
    grub: path.join(kept, 'usr/lib/grub'),
    env: { LD_LIBRARY_PATH: ['lib', 'usr/lib'].map((dir) => path.join(kept, dir, 'x86_64-linux-gnu')).join(':') },
  };
}

async function download(places: string, kept: string): Promise<void> {
  await mkdir(places, { recursive: true });
  const work = await mkdtemp(path.join(places, 'work-'));
  try {
    const { stdout } = await run(['apt-cache', 'depends', 'linux-image-cloud-amd64']);
    const kernel = /Depends: (linux-image-\S+)/.exec(stdout)?.[1];
    if (kernel === undefined) throw new Error('apt knows no linux-image-cloud-amd64');
    const packages = [
      kernel,
      'busybox-static',
      'grub-common',
      'grub-pc-bin',
      'grub-efi-amd64-bin',
      'libdevmapper1.02.1',
    ];
    await run(['apt-get', '-qq', 'download', ...packages], { cwd: work });
    const root = path.join(work, 'root');
    for (const name of await readdir(work)) {
      // The kernel's modules are most of it, and not needed.
      const wanted = name.startsWith('linux-image') ? ['--wildcards', './boot/vmlinuz-*'] : [];
      await mkdir(root, { recursive: true });
      await run(
        [
          'sh',
          '-c',
          'deb=$1 root=$2; shift 2; dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" "$@"',
          'sh',
          name,
          root,
          ...wanted,
        ],
        { cwd: work },
      );
    }
    await rename(root, kept).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(kept)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
