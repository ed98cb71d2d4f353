import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { ExitRecord } from './unit-files.js';

const TAIL_BYTES = 64 * 1024;
/** What shells, make and compilers say of a program that was killed. */
const KILLED = /\bKilled\b|signal 9|SIGKILL|Cannot allocate memory|out of memory/i;

/** Processes that the kernel has killed for want of memory since it started; null where it does not count them (before 4.13). */
export function oomKills(text = readVmstat()): number | null {
  const count = /^oom_kill (\d+)$/m.exec(text)?.[1];
  return count === undefined ? null : Number(count);
}

/** Whether a unit that failed did so for want of memory: the kernel killed something meanwhile, and the unit's end shows that it was hit. */
export function ranOutOfMemory(exit: ExitRecord | null, logTail: string, killsBefore: number | null): boolean {
  if (exit === null || exit.exitCode === 0) return false;
  const kills = oomKills();
  if (kills === null || killsBefore === null || kills <= killsBefore) return false;
  return exit.signal === 'SIGKILL' || KILLED.test(logTail);
}

/** The last part of a log; empty when there is none. */
export function logTail(file: string): string {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}

function readVmstat(): string {
  try {
    return readFileSync('/proc/vmstat', 'utf8');
  } catch {
    return '';
  }
}
