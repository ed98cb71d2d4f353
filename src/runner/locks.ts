import { accessSync, constants, readFileSync, realpathSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ExitCode, OperatorError } from '../host/errors.js';
import { type HeldLock, tryLock } from '../host/flock.js';
import { hashText } from '../host/hash.js';
import type { Layout } from '../host/layout.js';
import { writeDurably } from './durable.js';
import { isAlive, ownId } from './processes.js';

/** Who holds a lock: the lock file's name with .json. It explains; what locks is flock alone. */
export const LockHolder = z.object({
  pid: z.number().int(),
  startTime: z.string(),
  user: z.string(),
  runId: z.string(),
  root: z.string(),
  since: z.iso.datetime(),
  /** Where the holder listens; null where it could not. */
  socket: z.string().nullable(),
});
export type LockHolder = z.infer<typeof LockHolder>;

export interface Lock {
  describe: (holder: Pick<LockHolder, 'runId' | 'root' | 'socket'>) => void;
  /** Takes the explanation away: who finds the lock still held then waits a moment for its release. */
  forget: () => void;
  release: () => Promise<void>;
}

/** How long a lock that nobody explains is waited for: its holder is just starting or ending. */
const PATIENCE_MS = 5000;

export const rootLockFile = (layout: Layout) => path.join(layout.state, 'lock');

/** Lock files of what lies outside the deploy root but is written to: the target, and images/ where it is a link. */
export function outsideLockFiles(layout: Layout, target: string): string[] {
  const inside = (file: string) => file === layout.root || file.startsWith(`${layout.root}${path.sep}`);
  return [...new Set([target, layout.images].map(realPath))].filter((file) => !inside(file)).map(sharedLockFile);
}

/** Who builds with a cache shares it, who removes it must have it alone. Throws exit 4 where that can't be. */
export async function lockCache({ cache }: Layout, how: 'shared' | 'alone'): Promise<HeldLock> {
  const held = await tryLock(sharedLockFile(realPath(cache.root)), how);
  if (held !== null) return held;
  throw new OperatorError(
    how === 'alone'
      ? `The cache ${cache.root} is used by a run, perhaps of another deploy root: wait for its end.`
      : `The cache ${cache.root} is being removed: try again.`,
    ExitCode.locked,
  );
}

/** One fixed place for all users, whatever their rights beside the target; never in the target, which may become an image or be unmounted. */
function sharedLockFile(file: string): string {
  const folder = writable('/run/lock') ? '/run/lock' : '/tmp';
  return path.join(folder, `smechdeploy-${hashText(file).slice(0, 16)}.lock`);
}

/** Takes a lock or throws exit 4 with its holder's name. */
export async function takeLock(file: string): Promise<Lock> {
  const held = await heldLock(file);
  const since = new Date().toISOString();
  return {
    describe: (holder) => {
      const full: LockHolder = { ...ownId(), user: userInfo().username, since, ...holder };
      try {
        writeDurably(`${file}.json`, JSON.stringify(full));
      } catch {
        // Another user's leftover in a shared folder: the lock holds without its explanation.
      }
    },
    forget: () => rmSync(`${file}.json`, { force: true }),
    release: async () => {
      rmSync(`${file}.json`, { force: true });
      await held.release();
    },
  };
}

async function heldLock(file: string): Promise<HeldLock> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const held = await tryLock(file);
    if (held !== null) return held;
    if (lockHolder(file) !== null || Date.now() > deadline) throw lockedError(file);
    await sleep(100);
  }
}

/** Who holds a lock by its own word and is alive; null otherwise. */
export function lockHolder(file: string): LockHolder | null {
  try {
    const holder = LockHolder.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
    return isAlive(holder) ? holder : null;
  } catch {
    return null;
  }
}

function lockedError(file: string): OperatorError {
  const holder = lockHolder(file);
  if (!holder)
    return new OperatorError(
      `${file} is locked by another run that is just starting or ending: try again.`,
      ExitCode.locked,
    );
  return new OperatorError(
    `Locked by run ${holder.runId} of ${holder.user} since ${holder.since}: watch it with \`smechdeploy-tui attach --root ${holder.root}\`.`,
    ExitCode.locked,
  );
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(realPath(parent), path.basename(file));
  }
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
