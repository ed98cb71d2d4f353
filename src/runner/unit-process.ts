import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { failure } from '../host/errors.js';
import { programEntry } from '../host/package.js';
import { writeDurably } from './durable.js';
import { endUnit } from './process-group.js';
import { isAlive } from './processes.js';
import { tailReports } from './reports.js';
import {
  ExitRecord,
  SupervisorRecord,
  type UnitReport,
  type UnitRequest,
  UsageRecord,
  type unitFiles,
} from './unit-files.js';

export type UnitFiles = ReturnType<typeof unitFiles>;

const LOOK_MS = 150;

/** Starts a unit under its supervisor, which outlives this process. */
export async function startUnit(files: UnitFiles, request: UnitRequest, command: string[]): Promise<SupervisorRecord> {
  mkdirSync(files.dir, { recursive: true });
  writeDurably(files.request, JSON.stringify(request));
  const supervisor = spawn(process.execPath, [programEntry('runner/supervisor.js'), files.dir, ...command], {
    cwd: request.root,
    detached: true,
    stdio: 'ignore',
  });
  let ended = false;
  for (const event of ['exit', 'error']) supervisor.once(event, () => (ended = true));
  supervisor.unref();
  for (;;) {
    const record = readRecord(files.supervisor, SupervisorRecord);
    if (record) return record;
    if (ended)
      throw failure(`The supervisor of ${request.unit} could not be started: see whether ${files.dir} can be written.`);
    await sleep(10);
  }
}

export interface UnitWatcher {
  report: (report: UnitReport) => void;
  usage: (usage: UsageRecord) => void;
}

/** Follows a unit to its end: its exit record, or null when its supervisor was lost (what it left running is ended then). */
export async function followUnit(
  files: UnitFiles,
  supervisor: SupervisorRecord,
  watch: UnitWatcher,
): Promise<ExitRecord | null> {
  const reports = tailReports(files.reports);
  for (;;) {
    const alive = isAlive(supervisor);
    for (const report of reports()) watch.report(report);
    const exit = exitOf(files);
    if (exit) {
      for (const report of reports()) watch.report(report);
      return exit;
    }
    if (!alive) {
      await endUnit(supervisor.marker, null, 2);
      return null;
    }
    const usage = readRecord(files.usage, UsageRecord);
    if (usage) watch.usage(usage);
    await sleep(LOOK_MS);
  }
}

export const exitOf = (files: UnitFiles) => readRecord(files.exit, ExitRecord);
export const supervisorOf = (files: UnitFiles) => readRecord(files.supervisor, SupervisorRecord);

/** Null when the file is not there or not whole. */
export function readRecord<T extends z.ZodType>(file: string, schema: T): z.infer<T> | null {
  if (!existsSync(file)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
