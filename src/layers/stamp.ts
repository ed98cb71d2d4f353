import { type BigIntStats, chmodSync, lstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { hashFile } from '../host/hash.js';
import type { LayerEntry } from './manifest.js';

/**
 * How the files of a layer looked when they were last known to be right. Not by ctime: linking a file into a sysroot changes that.
 * A write changes the mtime, and a replacement the inode.
 */
export class Stamp {
  changed = false;
  private readonly marks: Map<string, string>;

  constructor(marks: Map<string, string> = new Map()) {
    this.marks = marks;
  }

  set(name: string, info: BigIntStats): void {
    this.marks.set(name, mark(info));
    this.changed = true;
  }

  matches(name: string, info: BigIntStats): boolean {
    return this.marks.get(name) === mark(info);
  }

  toText(): string {
    return JSON.stringify([...this.marks]);
  }
}

const mark = ({ size, mtimeNs, ino }: BigIntStats) => `${size} ${mtimeNs} ${ino}`;

const stampFile = (dir: string) => path.join(dir, 'stamp.json');

/** A stamp that is missing or not readable is empty: everything is hashed. */
export async function readStamp(dir: string): Promise<Stamp> {
  try {
    const value: unknown = JSON.parse(await readFile(stampFile(dir), 'utf8'));
    const pairs = Array.isArray(value) ? value.filter(isPair) : [];
    return new Stamp(new Map(pairs));
  } catch {
    return new Stamp();
  }
}

/** By hand: a schema takes five times as long, for the tens of thousands of files of a large layer. */
const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

/** Not being able to write it costs time at the next use only. */
export async function writeStamp(dir: string, stamp: Stamp): Promise<void> {
  await writeFileAtomic(stampFile(dir), stamp.toText(), { fsync: false }).catch(() => {});
}

/** What is wrong with a layer's files, or undefined. */
export async function checkTree(tree: string, entries: LayerEntry[], stamp: Stamp): Promise<string | undefined> {
  for (const entry of entries) {
    if (entry.type !== 'file') continue;
    const file = path.join(tree, entry.path);
    const info = lstatSync(file, { bigint: true, throwIfNoEntry: false });
    if (!info?.isFile()) return `${entry.path} is missing`;
    if (Number(info.size) !== entry.size) return `${entry.path} has ${info.size} bytes in place of ${entry.size}`;
    if (!stamp.matches(entry.path, info)) {
      if ((await hashFile(file)) !== entry.sha256) return `${entry.path} has another content`;
      stamp.set(entry.path, info);
    }
    // A build step may have changed the mode through a hard link in its sysroot.
    if ((Number(info.mode) & 0o7777) !== contentMode(entry.mode)) chmodSync(file, contentMode(entry.mode));
  }
  return undefined;
}

/** Mode of a file in the cache: owner and setuid bits stand in the manifest alone. */
export const contentMode = (mode: number): number => (mode & 0o111 ? 0o555 : 0o444);
