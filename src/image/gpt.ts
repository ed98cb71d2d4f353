import { rm, truncate, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { failure } from '../host/errors.js';
import type { Exec } from './exec.js';
import { deterministicUuid } from './uuid.js';

/** Partition types by what they hold. */
const partitionTypes = {
  esp: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  biosBoot: '21686148-6449-6E6F-744E-656564454649',
  linux: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
  linuxRootX8664: '4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709',
} as const;

interface GptPartition {
  /** GPT name. */
  name: string;
  type: keyof typeof partitionTypes;
  /** null: the rest of the disk; the last one only. */
  sizeMiB: number | null;
}

export interface GptOptions {
  out: string;
  sizeMiB: number;
  partitions: GptPartition[];
  /** Disk and partition GUIDs are taken from it. */
  fingerprint: string;
  exec: Exec;
}

export interface PlacedPartition {
  name: string;
  /** PARTUUID, lower case. */
  uuid: string;
  /** Bytes from the start of the disk. */
  offset: number;
  /** Bytes. */
  size: number;
}

const SfdiskDump = z.object({
  partitiontable: z.object({
    sectorsize: z.number().int().default(512),
    partitions: z.array(z.object({ start: z.number().int(), size: z.number().int(), uuid: z.string() })),
  }),
});

/** Makes a sparse disk image with a GPT whose partitions start at whole MiB; returns where they lie, in order. */
export async function makeGptDisk(options: GptOptions): Promise<PlacedPartition[]> {
  const { out, exec, fingerprint } = options;
  await rm(out, { force: true });
  await writeFile(out, '');
  await truncate(out, options.sizeMiB * 1024 * 1024);
  await exec(['sfdisk', '--quiet', '--no-reread', '--no-tell-kernel', out], { input: sfdiskScript(options) });
  const { partitiontable } = SfdiskDump.parse(JSON.parse(await exec(['sfdisk', '--json', out])));
  return options.partitions.map(({ name }, index) => {
    const placed = partitiontable.partitions[index];
    if (placed === undefined)
      throw failure(
        `${out} has no partition ${index + 1} (${name}) after sfdisk: images.${name} does not fit into ${options.sizeMiB} MiB.`,
      );
    const { sectorsize } = partitiontable;
    return {
      name,
      uuid: deterministicUuid(fingerprint, `partition ${name}`),
      offset: placed.start * sectorsize,
      size: placed.size * sectorsize,
    };
  });
}

/** What sfdisk reads. */
function sfdiskScript({ partitions, fingerprint }: Pick<GptOptions, 'partitions' | 'fingerprint'>): string {
  const lines = partitions.map(({ name, type, sizeMiB }) => {
    const size = sizeMiB === null ? '' : `size=${sizeMiB}MiB, `;
    return `${size}type=${partitionTypes[type]}, name="${name}", uuid=${deterministicUuid(fingerprint, `partition ${name}`)}`;
  });
  return ['label: gpt', `label-id: ${deterministicUuid(fingerprint, 'disk')}`, 'unit: sectors', ...lines, ''].join(
    '\n',
  );
}
