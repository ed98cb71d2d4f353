import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitCode, usageError } from '../host/errors.js';
import { type Layout, layoutOf } from '../host/layout.js';
import { didYouMean } from '../orders/suggest.js';
import { runState } from '../runner/client.js';
import { runFolder, runIds } from '../runner/run-folder.js';
import { readFrom } from '../runner/tail.js';
import { unitFiles } from '../runner/unit-files.js';
import { coloursAlone } from '../state/clean-line.js';
import { findUnit } from '../state/selectors.js';
import { unitOfFileName } from '../state/unit-name.js';
import type { Command, CommandIo, CommonOptions } from './types.js';

const LOOK_MS = 300;

interface LogFlags {
  follow?: boolean;
  run?: string;
}

interface Log {
  unit: string;
  file: string;
}

/** Prints a unit's log, byte for byte, but nothing that would take over a terminal; of a phase also those of its recipes, which come first. */
export const command: Command<LogFlags> = async (io, options, [name = '']) => {
  const root = io.deployRoot();
  const layout = layoutOf(root, io.env);
  const { runId, logs } = findLogs(layout, name, options.run);
  if (options.json && !options.follow) {
    io.json({ schemaVersion: 1, run: runId, logs });
    return ExitCode.ok;
  }
  const signal = options.follow ? io.interruptible() : AbortSignal.abort();
  for (const log of logs) {
    if (logs.length > 1 && !options.json) io.line(`==> ${log.unit} <==`);
    await print(io, options, log, () => signal.aborted || !isRunning(root, runId, log.unit));
  }
  return ExitCode.ok;
};

function findLogs(layout: Layout, name: string, wanted: string | undefined): { runId: string; logs: Log[] } {
  const known = runIds(layout).toReversed();
  if (wanted !== undefined && !known.includes(wanted)) {
    throw usageError(`There is no run ${JSON.stringify(wanted)} in ${layout.runs}: see \`smechdeploy-tui history\`.`);
  }
  for (const runId of wanted === undefined ? known : [wanted]) {
    const logs = logsOf(layout, runId, name);
    if (logs.length > 0) return { runId, logs };
  }
  const units = new Set(known.flatMap((runId) => unitsIn(layout, runId)));
  const where = wanted === undefined ? 'in any run' : `in run ${wanted}`;
  throw usageError(
    `There is no log of ${JSON.stringify(name)} ${where}: name a phase, or PHASE/RECIPE.${didYouMean(name, units)}`,
  );
}

function logsOf(layout: Layout, runId: string, name: string): Log[] {
  const units = unitsIn(layout, runId).filter((unit) => unit === name || unit.startsWith(`${name}/`));
  // Recipes run before the phase's own part.
  const ordered = units.toSorted((a, b) => Number(a === name) - Number(b === name) || (a < b ? -1 : 1));
  return ordered
    .map((unit) => ({ unit, file: unitFiles(runFolder(layout, runId), unit).log }))
    .filter((log) => existsSync(log.file));
}

function unitsIn(layout: Layout, runId: string): string[] {
  try {
    return readdirSync(path.join(runFolder(layout, runId), 'units')).map(unitOfFileName);
  } catch {
    return [];
  }
}

function isRunning(root: string, runId: string, unit: string): boolean {
  const state = runState(root, runId);
  return state !== null && findUnit(state, unit)?.state === 'running';
}

async function print(io: CommandIo, options: CommonOptions, { unit, file }: Log, ended: () => boolean): Promise<void> {
  const byLine = options.json || io.stdout.isTTY === true;
  let offset = 0;
  for (;;) {
    const last = ended();
    const chunk = readFrom(file, offset);
    // Whole lines are whole characters and whole escape sequences; the rest waits, unless nothing follows.
    const length = byLine && !last ? lengthOfLines(chunk) : chunk.length;
    offset += length;
    const part = chunk.subarray(0, length);
    if (!byLine) io.stdout.write(part);
    else if (!options.json) io.stdout.write(coloursAlone(part.toString()));
    else for (const line of part.toString().split('\n').filter(Boolean)) io.json({ schemaVersion: 1, unit, line });
    if (last) return;
    await sleep(LOOK_MS);
  }
}

/** Programs end what they write over and over by carriage returns. */
const lengthOfLines = (chunk: Buffer) => Math.max(chunk.lastIndexOf(0x0a), chunk.lastIndexOf(0x0d)) + 1;
