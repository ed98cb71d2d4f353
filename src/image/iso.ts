import { rm, writeFile } from 'node:fs/promises';
import type { Exec } from './exec.js';
import { deterministicUuid } from './uuid.js';

export interface HybridIsoOptions {
  out: string;
  /** At most 32 of A-Z, 0-9 and _. */
  volumeId: string;
  /** What stands in the ISO. */
  files: IsoFile[];
  /** Time stamp of volume and files, in seconds. */
  epoch: number;
  /** The ESP, a FAT file system in a file (fat.ts): appended as GPT partition 2. */
  efiImage: string;
  /** Path within the ISO of GRUB's i386-pc-eltorito image, such as `boot/grub/bios.img`. */
  biosImage: string;
  /** GRUB's boot_hybrid.img: boots the ISO from a USB stick under BIOS. */
  hybridMbr: string;
  /** The GPT's disk GUID is taken from it. */
  fingerprint: string;
  exec: Exec;
  /** Per cent done. */
  progress?: (done: number, total: number, label: string) => void;
}

export interface IsoFile {
  /** In the ISO, without leading slash. */
  path: string;
  /** On the host: a file, or a folder with all that is in it. */
  from: string;
}

const espType = 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B';

/**
 * Makes an ISO that boots as CD and as raw disk, under BIOS (GRUB through El Torito or its hybrid MBR) and UEFI (the ESP). The same options
 * and files give the same bytes. Rock Ridge owners are root's, modes as on the host but readable by all.
 */
export async function makeHybridIso(options: HybridIsoOptions): Promise<void> {
  const paths = `${options.out}.paths`;
  try {
    await writeFile(paths, options.files.map((file) => `${graftLine(file)}\n`).join(''));
    await rm(options.out, { force: true });
    await options.exec(xorrisoArgv(options, paths), { onLine: (line) => reportProgress(line, options.progress) });
  } finally {
    await rm(paths, { force: true });
  }
}

function xorrisoArgv(options: HybridIsoOptions, paths: string): string[] {
  const date = isoDate(options.epoch);
  const guid = deterministicUuid(options.fingerprint, 'iso gpt').replaceAll('-', '');
  return [
    ...['xorriso', '-as', 'mkisofs', '-r', '-V', options.volumeId, '-o', options.out],
    ...[`--modification-date=${date}`, '--set_all_file_dates', date],
    ...['--grub2-mbr', options.hybridMbr, '--mbr-force-bootable'],
    ...['-append_partition', '2', espType, options.efiImage, '-appended_part_as_gpt', '--gpt_disk_guid', guid],
    ...['-c', 'boot/boot.cat'],
    ...['-b', options.biosImage, '-no-emul-boot', '-boot-load-size', '4', '-boot-info-table', '--grub2-boot-info'],
    ...['-eltorito-alt-boot', '-e', '--interval:appended_partition_2:all::', '-no-emul-boot'],
    ...['-graft-points', '-path-list', paths],
  ];
}

/** YYYYMMDDhhmmsscc, as xorriso takes it. */
const isoDate = (epoch: number) => `${new Date(epoch * 1000).toISOString().replace(/\D/g, '').slice(0, 14)}00`;

const escapePath = (name: string) => name.replace(/[\\=]/g, '\\$&');
const graftLine = (file: IsoFile) => `/${escapePath(file.path)}=${escapePath(file.from)}`;

function reportProgress(line: string, progress: HybridIsoOptions['progress']): void {
  const percent = /UPDATE\s*:.*?([\d.]+)% done/.exec(line)?.[1];
  if (percent !== undefined) progress?.(Number(percent), 100, 'writing the ISO');
}
