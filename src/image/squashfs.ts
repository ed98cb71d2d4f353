import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Exec } from './exec.js';
import { writeTar } from './tar.js';
import type { TreeEntry } from './tree.js';

export interface SquashfsOptions {
  /** Time stamp of the file system and of everything in it, in seconds. */
  epoch: number;
  compression: 'zstd' | 'xz' | 'gzip';
  /** Of zstd (1 to 22) and gzip (1 to 9). Default: zstd 19, gzip 9. */
  level?: number;
  /** Default 128 KiB. */
  blockKiB?: number;
  jobs?: number;
  exec: Exec;
}

/**
 * Writes a squashfs with the owners, modes, devices and attributes of `entries`, as any user: mksquashfs reads them from a tar stream.
 * The same entries give the same bytes. Needs squashfs-tools 4.5 or newer.
 */
export async function makeSquashfs(
  entries: Iterable<TreeEntry>,
  file: string,
  options: SquashfsOptions,
): Promise<void> {
  const tar = `${file}.tar`;
  try {
    await writeTar(entries, createWriteStream(tar), { epoch: options.epoch });
    await rm(file, { force: true });
    await options.exec(['sh', '-c', 'tar=$1; shift; exec "$@" <"$tar"', 'sh', tar, ...mksquashfsArgv(file, options)]);
  } finally {
    await rm(tar, { force: true });
  }
}

/** mksquashfs -tar, not its other name sqfstar, whose 4.5 takes no compressor options. */
function mksquashfsArgv(file: string, { epoch, compression, level, blockKiB, jobs }: SquashfsOptions): string[] {
  const time = String(epoch);
  const strength = level ?? (compression === 'zstd' ? 19 : 9);
  return [
    ...['mksquashfs', '-', file, '-tar', '-noappend', '-no-progress'],
    ...['-mkfs-time', time, '-all-time', time],
    ...['-root-mode', '0755', '-root-uid', '0', '-root-gid', '0', '-root-time', time],
    ...['-comp', compression],
    ...(compression === 'xz' ? [] : ['-Xcompression-level', String(strength)]),
    ...(blockKiB === undefined ? [] : ['-b', `${blockKiB}K`]),
    ...(jobs === undefined ? [] : ['-processors', String(jobs)]),
  ];
}
