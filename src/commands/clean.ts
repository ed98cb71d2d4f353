import { existsSync } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode, failure, prerequisiteError } from '../host/errors.js';
import type { HeldLock } from '../host/flock.js';
import { type CacheLayout, layoutOf } from '../host/layout.js';
import { writeRemedy } from '../host/write-remedy.js';
import { lostRun } from '../runner/adopt.js';
import { lockCache, rootLockFile, takeLock } from '../runner/locks.js';
import { sentenceOf } from '../state/sentence-of.js';
import type { Command } from './types.js';
import { size } from './words.js';

interface CleanFlags {
  cache?: boolean;
  work?: boolean;
  runs?: boolean;
}

/** Removes what can be made again, and nothing else. Never beside a run: its locks are taken, and one that lost its runner is left to be adopted. */
export const command: Command<CleanFlags> = async (io, options) => {
  const layout = layoutOf(io.deployRoot(), io.env);
  const { cache = false, runs = false, work = !cache && !runs } = options;
  const locks: HeldLock[] = [await takeLock(rootLockFile(layout))];
  try {
    const lost = lostRun(layout);
    if (lost !== null)
      throw failure(`Run ${lost} lost its runner and may still go on: \`smechdeploy-tui run\` adopts it first.`);
    const wanted = [
      ...(work ? [layout.work] : []),
      ...(runs ? [layout.runs] : []),
      ...(cache ? cacheFolders(layout.cache) : []),
    ];
    if (cache) locks.push(await lockCache(layout, 'alone'));
    const removed = wanted.filter((folder) => existsSync(folder));
    let freedBytes = 0;
    for (const folder of removed) {
      freedBytes += await diskUse(folder);
      await remove(folder);
    }
    // What else lies in it is not ours.
    if (cache) await rmdir(layout.cache.root).catch(() => undefined);
    if (options.json) io.json({ schemaVersion: 1, removed, freedBytes });
    else if (removed.length === 0) io.line('There is nothing to remove.');
    else io.line(`Removed ${removed.join(', ')}: ${size(freedBytes)}.`);
    return ExitCode.ok;
  } finally {
    for (const lock of locks.toReversed()) await lock.release();
  }
};

const cacheFolders = ({ root: _all, ...folders }: CacheLayout): string[] => Object.values(folders);

async function remove(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    throw prerequisiteError(`${folder} can't be removed (${sentenceOf(error)}): ${writeRemedy(error)}.`, {
      cause: error,
    });
  }
}

/** Blocks that are freed with it: a file with another name elsewhere counts nothing. */
async function diskUse(file: string): Promise<number> {
  const stats = await lstat(file);
  if (!stats.isDirectory()) return stats.nlink > 1 ? 0 : stats.blocks * 512;
  let sum = stats.blocks * 512;
  for (const name of await readdir(file)) sum += await diskUse(path.join(file, name));
  return sum;
}
