import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import prettyBytes from 'pretty-bytes';
import { prerequisiteError } from './errors.js';

export interface FreeSpace {
  /** That an ordinary user may fill. */
  bytes: number;
  /** null where the file system makes them as needed (btrfs, some network file systems). */
  inodes: number | null;
  /** Tells file systems apart. */
  device: number;
}

/** The path itself if it exists, else its nearest parent that does. */
export async function nearestExisting(file: string): Promise<string> {
  for (let at = path.resolve(file); ; at = path.dirname(at)) {
    const found = await stat(at).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
    );
    if (found || at === path.dirname(at)) return at;
  }
}

/** What is free on the file system that a path lies on, or would lie on. */
export async function freeSpace(file: string): Promise<FreeSpace> {
  const at = await nearestExisting(file);
  const [fs, { dev }] = await Promise.all([statfs(at), stat(at)]);
  return { bytes: fs.bavail * fs.bsize, inodes: fs.files > 0 ? fs.ffree : null, device: dev };
}

/** In bytes, what is wanted free for what a unit makes: with less none can end well. */
export const PER_LAYER = 64 * 2 ** 20;

export interface SpaceNeed {
  path: string;
  bytes: number;
  inodes?: number;
  /** Said in the message: `the target`. */
  what: string;
}

/** Throws a prerequisite error for the first file system that has less free than all the needs on it together. */
export async function checkSpace(needs: SpaceNeed[]): Promise<void> {
  const free = await Promise.all(needs.map((need) => freeSpace(need.path)));
  const devices = new Map<number, { needs: SpaceNeed[]; free: FreeSpace }>();
  for (const [index, need] of needs.entries()) {
    const space = free[index];
    if (!space) continue;
    const known = devices.get(space.device);
    if (known) known.needs.push(need);
    else devices.set(space.device, { needs: [need], free: space });
  }
  for (const device of devices.values()) {
    const shortage = shortageOf(device.needs, device.free);
    if (shortage !== null) throw prerequisiteError(shortage);
  }
}

/** One sentence, or null when there is enough. */
export function shortageOf(needs: SpaceNeed[], free: FreeSpace): string | null {
  const bytes = needs.reduce((sum, need) => sum + need.bytes, 0);
  const inodes = needs.reduce((sum, need) => sum + (need.inodes ?? 0), 0);
  const where = needs.map((need) => `${need.what} (${need.path})`).join(' and ');
  if (free.bytes < bytes) {
    const lack = prettyBytes(bytes - free.bytes, { binary: true });
    return `${where} needs ${prettyBytes(bytes, { binary: true })} and its file system has ${prettyBytes(free.bytes, { binary: true })} free: make ${lack} of room, or use another disk.`;
  }
  if (free.inodes !== null && free.inodes < inodes) {
    return `${where} needs ${inodes} inodes and its file system has ${free.inodes} free: remove ${inodes - free.inodes} files, or use another file system.`;
  }
  return null;
}
