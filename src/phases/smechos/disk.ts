import { existsSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { copySparse } from '../../host/copy-sparse.js';
import { copyChangedBlocks } from '../../image/copy-blocks.js';
import type { Exec } from '../../image/exec.js';
import { makeGptDisk, type PlacedPartition } from '../../image/gpt.js';
import { installGrubBios } from '../../image/grub-bios.js';
import { deterministicUuid } from '../../image/uuid.js';

const MiB = 1024 * 1024;
/** Of all SmechOS disks: the identifiers stay when the image is packed again. */
const identity = 'smechos disk';

/** PARTUUID of the root partition. */
export const rootPartition = deterministicUuid(identity, 'partition root');

export interface DiskOptions {
  out: string;
  /** The disk as it was packed before; it may be absent. */
  earlier: string;
  esp: string;
  root: string;
  bootImage: string;
  coreImage: string;
  workDir: string;
  exec: Exec;
  progress: (done: number, total: number, label: string) => void;
  signal: AbortSignal;
}

/** A GPT disk with BIOS boot, ESP and root. What the earlier disk has already is kept; returns how many bytes of the partitions were written. */
export async function makeDisk(options: DiskOptions): Promise<number> {
  const { out, earlier, exec, signal } = options;
  const fresh = path.join(options.workDir, 'disk.img');
  const [espMiB, rootMiB] = await Promise.all([sizeMiB(options.esp), sizeMiB(options.root)]);
  const size = 1 + 1 + espMiB + rootMiB + 1;
  const placed = await makeGptDisk({
    ...{ out: fresh, sizeMiB: size, fingerprint: identity, exec },
    partitions: [
      { name: 'bios', type: 'biosBoot', sizeMiB: 1 },
      { name: 'esp', type: 'esp', sizeMiB: espMiB },
      { name: 'root', type: 'linuxRootX8664', sizeMiB: rootMiB },
    ],
  });
  const [bios, esp, root] = placed as [PlacedPartition, PlacedPartition, PlacedPartition];
  await installGrubBios({ ...options, disk: fresh, partition: bios });
  const blank = !existsSync(earlier) || (await stat(earlier)).size !== size * MiB;
  if (!blank) {
    await copySparse(earlier, out, { exec });
    // The tables at both ends and what lies before the first copied partition.
    await copyChangedBlocks({ from: fresh, length: esp.offset, to: out, offset: 0, signal });
    const end = root.offset + root.size;
    await copyChangedBlocks({ from: fresh, start: end, length: size * MiB - end, to: out, offset: end, signal });
  } else await copySparse(fresh, out, { exec });
  const part = (from: string, { offset }: PlacedPartition, label: string) =>
    copyChangedBlocks({
      ...{ from, to: out, offset, blank, signal },
      progress: (done, total) => options.progress(Math.round(done / MiB), Math.round(total / MiB), label),
    });
  return (await part(options.esp, esp, 'EFI system partition')) + (await part(options.root, root, 'root partition'));
}

const sizeMiB = async (file: string) => Math.ceil((await stat(file)).size / MiB);

/** Moves a file into place unless the one there has the same content: then nothing is written. */
export async function replaceIfOther(fresh: string, place: string, exec: Exec): Promise<void> {
  const same =
    existsSync(place) && (await exec(['sh', '-c', 'cmp -s "$1" "$2" && echo same || true', 'sh', fresh, place])) !== '';
  if (!same) await rename(fresh, place);
}
