import { rmSync, statSync } from 'node:fs';
import type { UnitResult } from '../state/events.js';
import { concludeUnit } from './conclude.js';
import { logTail, oomKills, ranOutOfMemory } from './memory.js';
import { runFolder } from './run-folder.js';
import type { Run } from './run-units.js';
import { createUnitEvents } from './unit-events.js';
import { type UnitRequest, unitFiles } from './unit-files.js';
import { followUnit, startUnit, type UnitFiles } from './unit-process.js';

export interface UnitOutcome {
  result: UnitResult;
  exitCode: number | null;
}

/** Runs a unit's process to its end, with fewer jobs where memory ran out. */
export async function runProcess(first: UnitRequest, run: Run): Promise<UnitOutcome> {
  const { plan, options, control, append } = run;
  let request = first;
  const { unit } = request;
  const { layout, runId } = options;
  const files = unitFiles(runFolder(layout, runId), unit);
  rmSync(files.dir, { recursive: true, force: true });
  await plan.records.started(unit, runId);
  const pausedBefore = control.pausedMs();
  let attempt = await tryUnit(request, files, run);
  while (attempt.outOfMemory && request.jobs > 1 && !control.isCancelled()) {
    const jobs = Math.floor(request.jobs / 2);
    const text = `Memory ran out with ${request.jobs} jobs: it is tried again with ${jobs}.`;
    append({ type: 'unit.message', at: new Date().toISOString(), unit, level: 'warning', text });
    request = { ...request, jobs };
    attempt = await tryUnit(request, files, run);
  }
  const { exit, startedAt } = attempt;
  const pausedSeconds = (control.pausedMs() - pausedBefore) / 1000;
  const end = {
    request,
    files,
    exit,
    said: attempt.said,
    step: attempt.step,
    cancelled: control.isCancelled(),
    startedAt,
    pausedSeconds,
    rerun: options.rerun(unit),
    logFrom: attempt.logFrom,
  };
  const result = await concludeUnit(end, { records: plan.records, layout, runId, append });
  // A script's own 3 says nothing; this program's own units end with 3 where a tool, space or right is missing.
  return { result, exitCode: request.kind === 'script' ? null : (exit?.exitCode ?? null) };
}

/** One attempt at a unit. A later one goes on in the same log. */
async function tryUnit(request: UnitRequest, files: UnitFiles, { plan, control, append }: Run) {
  const { unit } = request;
  for (const file of [files.exit, files.supervisor, files.reports, files.usage]) rmSync(file, { force: true });
  const logFrom = statSync(files.log, { throwIfNoEntry: false })?.size ?? 0;
  const kills = oomKills();
  const supervisor = await startUnit(files, request, plan.command(files.dir, request.kind));
  const { startedAt, pid } = supervisor;
  append({ type: 'unit.started', at: startedAt, unit, pid, log: files.log });
  const detach = control.attach(supervisor);
  const events = createUnitEvents(unit, append);
  const exit = await followUnit(files, supervisor, events).finally(detach);
  events.flush();
  const outOfMemory = !control.isCancelled() && ranOutOfMemory(exit, logTail(files.log), kills);
  return { exit, startedAt, logFrom, said: events.error(), step: events.step(), outOfMemory };
}
