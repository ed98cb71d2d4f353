import { copyFile, mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../host/errors.js';
import type { Exec } from './exec.js';
import { deterministicUuid } from './uuid.js';

export interface FatOptions {
  out: string;
  /** Below 48 the result is FAT12 or FAT16, else FAT32: firmware reads a FAT32 with fewer than 65525 clusters (about 33 MiB) as FAT16 and finds nothing. */
  sizeMiB: number;
  /** At most 11 characters. */
  label: string;
  /** Paths with forward slashes, such as `EFI/BOOT/BOOTX64.EFI`; folders are made. */
  files: FatFile[];
  /** Time stamp of everything, in seconds. */
  epoch: number;
  /** The volume's serial number is taken from it. */
  fingerprint: string;
  exec: Exec;
}

type FatFile = { path: string; from: string } | { path: string; text: string };

/** Makes a FAT file system with files in a file of its own; the same options give the same bytes. No root, no mount. */
export async function makeFat(options: FatOptions): Promise<void> {
  const { out, sizeMiB, exec } = options;
  if (!/^[A-Z0-9_ -]{1,11}$/.test(options.label)) {
    throw failure(
      `${JSON.stringify(options.label)} is no label for ${out}: use at most 11 capital letters, digits, spaces, - and _.`,
    );
  }
  // FAT has local times, mtools takes the folders' from SOURCE_DATE_EPOCH.
  const env = { TZ: 'UTC', SOURCE_DATE_EPOCH: String(options.epoch), MTOOLS_SKIP_CHECK: '1' };
  const serial = deterministicUuid(options.fingerprint, `fat ${options.label}`).slice(0, 8);
  await rm(out, { force: true });
  await writeFile(out, '');
  await truncate(out, sizeMiB * 1024 * 1024);
  await exec(
    ['mkfs.fat', '--invariant', ...(sizeMiB < 48 ? [] : ['-F', '32']), '-i', serial, '-n', options.label, out],
    {
      env,
    },
  );
  const stage = await mkdtemp(`${out}.`);
  try {
    for (const dir of foldersOf(options.files)) await exec(['mmd', '-i', out, `::/${dir}`], { env });
    for (const [index, file] of options.files.entries()) {
      const staged = path.join(stage, String(index));
      await mkdir(stage, { recursive: true });
      await ('text' in file ? writeFile(staged, file.text) : copyFile(file.from, staged));
      await utimes(staged, options.epoch, options.epoch);
      await exec(['mcopy', '-m', '-i', out, staged, `::/${file.path}`], { env });
    }
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Folders that the files need, parents first. */
function foldersOf(files: FatFile[]): string[] {
  const dirs = new Set<string>();
  for (const file of files) {
    for (let dir = path.posix.dirname(file.path); dir !== '.'; dir = path.posix.dirname(dir)) dirs.add(dir);
  }
  return [...dirs].sort();
}
