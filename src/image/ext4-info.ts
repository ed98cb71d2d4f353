import { failure } from '../host/errors.js';
import type { Exec } from './exec.js';

export interface Ext4Info {
  /** Lower case. */
  uuid: string;
  blockSize: number;
  freeBlocks: number;
  reservedBlocks: number;
  freeInodes: number;
  clean: boolean;
  /** Its journal holds changes that were not written to their places: what is changed now would be lost when it is replayed. */
  needsRecovery: boolean;
}

/** The superblock, by dumpe2fs. */
export async function readExt4Info(image: string, exec: Exec): Promise<Ext4Info> {
  const text = await exec(['dumpe2fs', '-h', image], { env: { LC_ALL: 'C' } });
  const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(text)?.[1];
  const number = (name: string) => {
    const value = Number(field(name) ?? Number.NaN);
    if (!Number.isInteger(value))
      throw failure(`${image} holds no ext4 file system that dumpe2fs can read (${name} is missing): make it again.`);
    return value;
  };
  return {
    uuid: field('Filesystem UUID') ?? '',
    blockSize: number('Block size'),
    freeBlocks: number('Free blocks'),
    reservedBlocks: number('Reserved block count'),
    freeInodes: number('Free inodes'),
    clean: field('Filesystem state') === 'clean',
    needsRecovery: /\bneeds_recovery\b/.test(field('Filesystem features') ?? ''),
  };
}
