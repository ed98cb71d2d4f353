import { unitMark } from '../host/unit-mark.js';
import { carriers, descendants, type ProcessStat, signalProcess } from './processes.js';

/** Everything that one unit started: found through the tree below its supervisor and through the mark in the environment, so that a daemon that left the tree is found too. */
export function unitProcesses(marker: string, supervisor: number | null): ProcessStat[] {
  const found = new Map<number, ProcessStat>();
  const roots = carriers(markVariable(marker));
  for (const stat of [...(supervisor === null ? [] : descendants(supervisor)), ...roots]) found.set(stat.pid, stat);
  for (const stat of roots) for (const below of descendants(stat.pid)) found.set(below.pid, below);
  found.delete(process.pid);
  if (supervisor !== null) found.delete(supervisor);
  return [...found.values()].filter((stat) => stat.state !== 'Z');
}

const markVariable = (marker: string) => `${unitMark}=${marker}`;

/** Sends a signal to all of them, again until a look finds no process that did not get it: a fork may outrun one look. */
export function signalUnit(marker: string, supervisor: number | null, signal: NodeJS.Signals): void {
  const reached = new Set<string>();
  for (;;) {
    const fresh = unitProcesses(marker, supervisor).filter((stat) => !reached.has(identity(stat)));
    if (fresh.length === 0) return;
    for (const stat of fresh) {
      reached.add(identity(stat));
      signalProcess(stat.pid, signal);
    }
  }
}

const identity = (stat: ProcessStat) => `${stat.pid} ${stat.startTime}`;

/**
 * Ends all of them: SIGTERM (and SIGCONT, for those that are stopped), after `graceSeconds` SIGKILL. Resolves when none is left,
 * or 10 s after SIGKILL with those that can't be ended (in uninterruptible sleep, or another user's).
 */
export async function endUnit(marker: string, supervisor: number | null, graceSeconds: number): Promise<ProcessStat[]> {
  if (unitProcesses(marker, supervisor).length === 0) return [];
  signalUnit(marker, supervisor, 'SIGTERM');
  signalUnit(marker, supervisor, 'SIGCONT');
  const left = await waitForNone(marker, supervisor, graceSeconds);
  if (left.length === 0) return [];
  signalUnit(marker, supervisor, 'SIGKILL');
  return waitForNone(marker, supervisor, 10, () => signalUnit(marker, supervisor, 'SIGKILL'));
}

async function waitForNone(
  marker: string,
  supervisor: number | null,
  seconds: number,
  again = () => {},
): Promise<ProcessStat[]> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const left = unitProcesses(marker, supervisor);
    if (left.length === 0 || performance.now() > deadline) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
    again();
  }
}
