import { readdirSync, readFileSync } from 'node:fs';

/** What /proc/PID/stat says of a process. Times in seconds. */
export interface ProcessStat {
  pid: number;
  state: string;
  parent: number;
  session: number;
  /** Own user and system time. */
  cpuSeconds: number;
  /** That of its descendants that ended and were waited for. */
  waitedCpuSeconds: number;
  /** Clock ticks after boot, as text: with the pid it names a process for good. */
  startTime: string;
}

/** A process named so that a later one with the same pid is told apart. */
export interface ProcessId {
  pid: number;
  startTime: string;
}

/** USER_HZ: what the kernel shows times in; 100 on every architecture that Linux runs Node on. */
const TICKS = 100;

/** Null when there is no such process. */
export function processStat(pid: number): ProcessStat | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The program's name is in parentheses and may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const seconds = (index: number) => Number(fields[index]) / TICKS;
  return {
    pid,
    state: fields[0] ?? '?',
    parent: Number(fields[1]),
    session: Number(fields[3]),
    cpuSeconds: seconds(11) + seconds(12),
    waitedCpuSeconds: seconds(13) + seconds(14),
    startTime: fields[19] ?? '',
  };
}

/** This process, as others can recognise it. */
export const ownId = (): ProcessId => ({ pid: process.pid, startTime: processStat(process.pid)?.startTime ?? '' });

/** Whether exactly this process still runs (a zombie does not). */
export function isAlive({ pid, startTime }: ProcessId): boolean {
  const stat = processStat(pid);
  return stat !== null && stat.startTime === startTime && stat.state !== 'Z' && stat.state !== 'X';
}

/** Living descendants, parents first. */
export function descendants(pid: number): ProcessStat[] {
  return childrenOf(pid).flatMap((child) => {
    const stat = processStat(child);
    return stat ? [stat, ...descendants(child)] : [];
  });
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      (read(`/proc/${pid}/task/${task}/children`) ?? '').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Processes that carry `variable` (`NAME=value`) in the environment they were started with, wherever they hang in the tree. */
export function carriers(variable: string): ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`)?.split('\0').includes(variable))
    .flatMap((pid) => processStat(Number(pid)) ?? [])
    .filter((stat) => stat.state !== 'Z');
}

/** Resident memory in bytes, now and at most. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const text = read(`/proc/${pid}/status`) ?? '';
  const bytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** What it and those of its children that ended had written to disks; 0 where that can't be read. */
export const writtenBy = (pid: number): number =>
  Number(/^write_bytes: (\d+)/m.exec(read(`/proc/${pid}/io`) ?? '')?.[1] ?? 0);

/** False when it is gone or not ours. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}
