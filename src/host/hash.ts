import { createHash, hash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HashMemo } from './hash-memo.js';
import { cacheLayout } from './layout.js';

/** sha256 of a text (UTF-8), in hex. */
export const hashText = (text: string): string => hash('sha256', text, 'hex');

/** Files up to this size are read at once: a layer has thousands, and handing each to another thread takes longer than reading it. */
const smallFile = 256 * 1024;
/** A file that was touched this short a time ago may change again without its time stamps telling. */
const settledMs = 2000;

const memos = new Map<string, HashMemo>();

/**
 * sha256 of a file's content, in hex. Remembered by path, size, mtime, ctime and inode, in this process and, from its end on,
 * in the cache folder, so that an unchanged file is read once.
 */
export async function hashFile(file: string): Promise<string> {
  const absolute = path.resolve(file);
  const memo = memoOf(cacheLayout().hashes);
  const before = identity(absolute);
  const known = memo.get(absolute, before.key);
  if (known !== undefined) return known;
  const digest =
    before.size <= smallFile ? hash('sha256', readFileSync(absolute), 'hex') : await hashFileAnew(absolute);
  const after = identity(absolute);
  if (after.key === before.key && Date.now() - after.touchedMs > settledMs) memo.set(absolute, after.key, digest);
  return digest;
}

/** Writes what was learnt to the cache folder now; otherwise it is done when the process ends. */
export function flushHashes(): void {
  for (const memo of memos.values()) memo.flush();
}

function memoOf(file: string): HashMemo {
  let memo = memos.get(file);
  if (!memo) {
    if (memos.size === 0) process.once('exit', flushHashes);
    memo = new HashMemo(file);
    memos.set(file, memo);
  }
  return memo;
}

function identity(file: string): { key: string; size: number; touchedMs: number } {
  const { size, mtimeNs, ctimeNs, ino } = statSync(file, { bigint: true });
  const touchedMs = Math.max(Number(mtimeNs / 1_000_000n), Number(ctimeNs / 1_000_000n));
  return { key: `${size}-${mtimeNs}-${ctimeNs}-${ino}`, size: Number(size), touchedMs };
}

/** sha256 of a file's content, in hex, read now: of what is given away, or held against what somebody says of it, time stamps are no proof. */
export async function hashFileAnew(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), digest);
  return digest.digest('hex');
}
