import { existsSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode, failure } from '../host/errors.js';
import { layoutOf } from '../host/layout.js';
import { lostRun } from '../runner/adopt.js';
import { rootLockFile, takeLock } from '../runner/locks.js';
import type { Command } from './types.js';
import { size } from './words.js';

interface CleanFlags {
  cache?: boolean;
  work?: boolean;
  runs?: boolean;
}

/** Removes what can be made again. Never beside a run: its lock is taken, and one that lost its runner is left to be adopted. */
export const command: Command<CleanFlags> = async (io, options) => {
  const layout = layoutOf(io.deployRoot(), io.env);
  const lock = await takeLock(rootLockFile(layout));
  try {
    const { cache = false, runs = false, work = !cache && !runs } = options;
    const lost = runs ? lostRun(layout) : null;
    if (lost !== null)
      throw failure(`Run ${lost} lost its runner and may still go on: \`smechdeploy-tui run\` adopts it first.`);
    const wanted = [
      ...(work ? [layout.work] : []),
      ...(runs ? [layout.runs] : []),
      ...(cache ? [layout.cache.root] : []),
    ];
    const removed = wanted.filter((folder) => existsSync(folder));
    let freedBytes = 0;
    for (const folder of removed) {
      freedBytes += await diskUse(folder);
      await rm(folder, { recursive: true, force: true });
    }
    if (options.json) io.json({ schemaVersion: 1, removed, freedBytes });
    else if (removed.length === 0) io.line('There is nothing to remove.');
    else io.line(`Removed ${removed.join(', ')}: ${size(freedBytes)}.`);
    return ExitCode.ok;
  } finally {
    await lock.release();
  }
};

/** Blocks that are freed with it: a file with another name elsewhere counts nothing. */
async function diskUse(file: string): Promise<number> {
  const stats = await lstat(file);
  if (!stats.isDirectory()) return stats.nlink > 1 ? 0 : stats.blocks * 512;
  let sum = stats.blocks * 512;
  for (const name of await readdir(file)) sum += await diskUse(path.join(file, name));
  return sum;
}
