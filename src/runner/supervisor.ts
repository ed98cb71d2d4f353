/**
 * Entry of the process that stands between the runner and a unit: `supervisor.js UNIT_DIR PROGRAM ARGUMENT...`.
 * It outlives the runner, and what it leaves in the unit's folder is all that a later runner needs. SIGTERM ends the unit,
 * SIGUSR2 stops it, SIGCONT lets it go on. It loads nothing but Node's own modules and its two neighbours: one runs beside every unit.
 */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unitMark } from '../host/unit-mark.js';
import { writeDurably } from './durable.js';
import { endUnit, signalUnit } from './process-group.js';
import { descendants, memoryOf, ownId, processStat, writtenBy } from './processes.js';
import type { ExitRecord, SupervisorRecord, UsageRecord } from './unit-files.js';

/** How long a unit has to clean up after SIGTERM. */
const GRACE_SECONDS = 5;

const [dir, program, ...args] = process.argv.slice(2);
if (dir === undefined || program === undefined)
  throw new TypeError('usage: supervisor.js UNIT_DIR PROGRAM ARGUMENT...');
const file = (name: string) => path.join(dir, name);
const marker = randomUUID();
const startedAt = new Date().toISOString();
const usage = { cpuSeconds: 0, peakBytes: 0, writtenBytes: 0 };
let ending: Promise<unknown> | null = null;

const end = () => {
  ending ??= endUnit(marker, process.pid, GRACE_SECONDS);
};
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('SIGHUP', () => {});
process.on('SIGUSR2', () => signalUnit(marker, process.pid, 'SIGSTOP'));
process.on('SIGCONT', () => signalUnit(marker, process.pid, 'SIGCONT'));

const log = openSync(file('log'), 'a', 0o644);
const record: SupervisorRecord = { ...ownId(), startedAt, marker };
writeDurably(file('supervisor.json'), JSON.stringify(record));

const child = spawn(program, args, { stdio: ['ignore', log, log], env: { ...process.env, [unitMark]: marker } });
const timers = [setTimeout(trySample, 100), setTimeout(trySample, 400), setInterval(trySample, 1000)];
child.once('error', (error) => {
  note(`${program} could not be started: ${error.message}`);
  void conclude(127, null);
});
child.once('exit', (code, signal) => void conclude(code, signal));

/** On a full disk the last figures stay: the unit goes on, or waits for room, all the same. */
function trySample(): void {
  try {
    sample();
  } catch {}
}

/** Adds up the tree below: the CPU time of what runs, and through each what it has waited for. */
function sample(): void {
  const tree = descendants(process.pid);
  const memory = tree.map(({ pid }) => memoryOf(pid));
  const memoryBytes = memory.reduce((sum, { now }) => sum + now, 0);
  const below = tree.reduce((sum, stat) => sum + stat.cpuSeconds + stat.waitedCpuSeconds, 0);
  usage.cpuSeconds = Math.max(usage.cpuSeconds, below + waited());
  usage.peakBytes = Math.max(usage.peakBytes, memoryBytes, ...memory.map(({ peak }) => peak));
  const written = tree.reduce((sum, { pid }) => sum + writtenBy(pid), 0);
  usage.writtenBytes = Math.max(usage.writtenBytes, written);
  const { cpuSeconds, writtenBytes } = usage;
  const sampled: UsageRecord = { cpuSeconds, memoryBytes, lastOutputAt: logTime(), writtenBytes };
  const temporary = file('usage.json.new');
  writeFileSync(temporary, JSON.stringify(sampled));
  renameSync(temporary, file('usage.json'));
}

const waited = () => processStat(process.pid)?.waitedCpuSeconds ?? 0;

function logTime(): string | null {
  const { size, mtime } = statSync(file('log'));
  return size > 0 ? mtime.toISOString() : null;
}

/** Ends what the unit left behind, then writes its end down. */
async function conclude(exitCode: number | null, signal: NodeJS.Signals | null): Promise<void> {
  for (const timer of timers) clearTimeout(timer);
  await ending;
  const left = await endUnit(marker, process.pid, ending ? 0 : 2);
  for (const stat of left) note(`Process ${stat.pid}, started by this unit, could not be ended.`);
  const exit: ExitRecord = {
    exitCode,
    signal,
    startedAt,
    endedAt: new Date().toISOString(),
    cpuSeconds: Math.max(usage.cpuSeconds, waited()),
    peakMemoryBytes: usage.peakBytes,
  };
  while (!(await isWritten(JSON.stringify(exit)))) await sleep(1000);
  process.exit(0);
}

/** False while the disk is full: without this record hours of work would count as interrupted. */
async function isWritten(exit: string): Promise<boolean> {
  try {
    writeDurably(file('exit.json'), exit);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return false;
    throw error;
  }
}

function note(text: string): void {
  try {
    writeSync(log, `${text}\n`);
  } catch {}
}
