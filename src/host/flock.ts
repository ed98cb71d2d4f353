import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sentenceOf } from '../state/sentence-of.js';
import { prerequisiteError } from './errors.js';
import { writeRemedy } from './write-remedy.js';

/** A lock that this process has until it releases it or ends. */
export interface HeldLock {
  release: () => Promise<void>;
}

/** flock's: `-n` gives up at once, `-s` lets others share it. */
type Option = '' | '-n' | '-n -s';

/** The helper's exit code when another process has the lock. */
const TAKEN = 75;

/**
 * Takes a lock file's lock, alone or shared with others who share it, or gives null where another process keeps it from that. A helper process holds it and ends with this one, however this one
 * ends; nothing that is started later inherits it. Throws a prerequisite error where the file can't be opened or flock is missing.
 */
export const tryLock = (file: string, how: 'alone' | 'shared' = 'alone'): Promise<HeldLock | null> =>
  lockedHelper(file, how === 'shared' ? '-n -s' : '-n');

/** Runs `work` while this process alone holds a lock file, waiting for whoever has it; throws as `tryLock` does, and when it is told to stop. */
export async function holdLock<T>(file: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const lock = await lockedHelper(file, '', signal);
  if (lock === null) throw prerequisiteError(`${file} can't be locked: its file system knows no locks, use another.`);
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    await lock.release();
  }
}

/**
 * A command line that runs another one under a lock file's lock, waiting for whoever has it (at most so many seconds). The program has the lock
 * itself: what outlives this process still keeps others out.
 */
export const underLock = (file: string, argv: string[], waitSeconds?: number): string[] => [
  'flock',
  ...(waitSeconds === undefined ? [] : ['-w', String(waitSeconds)]),
  file,
  ...argv,
];

async function lockedHelper(file: string, option: Option, signal?: AbortSignal): Promise<HeldLock | null> {
  const helper = startHelper(file, option);
  const ended = exitCodeOf(helper);
  const giveUp = () => endGroup(helper);
  signal?.addEventListener('abort', giveUp, { once: true });
  const said = await firstLine(helper);
  signal?.removeEventListener('abort', giveUp);
  if (said === 'locked') {
    helper.unref();
    return { release: () => release(helper, ended) };
  }
  const code = await ended;
  signal?.throwIfAborted();
  if (code === TAKEN) return null;
  throw prerequisiteError(`${file} can't be locked: flock is missing, install util-linux.`);
}

/** The helper's stdin is a pipe from this process: it reads to its end, which comes when this process is gone. */
function startHelper(file: string, option: Option): ChildProcess {
  const fd = openLockFile(file);
  const script = `command -v flock >/dev/null || exit 1; flock ${option} 3 || exit ${TAKEN}; echo locked; exec cat >/dev/null`;
  try {
    return spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore', fd], detached: true, cwd: '/' });
  } finally {
    closeSync(fd);
  }
}

async function release(helper: ChildProcess, ended: Promise<unknown>): Promise<void> {
  helper.ref();
  helper.stdin?.end();
  await ended;
}

/** While it waits, flock is a child of the helper's, which would go on waiting alone. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function openLockFile(file: string): number {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    return openExisting(file) ?? openSync(file, 'a+', 0o666);
  } catch (error) {
    const reason = sentenceOf(error);
    throw prerequisiteError(`The lock file ${file} can't be opened (${reason}): ${writeRemedy(error)}.`, {
      cause: error,
    });
  }
}

/** Without O_CREAT, which the kernel refuses on another user's file in a sticky folder. */
function openExisting(file: string): number | null {
  try {
    return openSync(file, 'r');
  } catch {
    return null;
  }
}

const exitCodeOf = (helper: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    helper.once('exit', resolve);
    helper.once('error', () => resolve(null));
  });

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  const lines = createInterface({ input: stdout });
  const line = await new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(undefined));
  });
  stdout.destroy();
  return line;
}
