import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Layout } from '../host/layout.js';
import type { UnitResult } from '../state/events.js';
import { pausedSeconds } from '../state/pauses.js';
import { elapsedSeconds, endedWell, findUnit, isLive, plannedUnits } from '../state/selectors.js';
import { unitOfFileName } from '../state/unit-name.js';
import { concludeUnit } from './conclude.js';
import { createControl, type RunControl } from './control.js';
import { type Journal, openJournal, readJournal } from './journal.js';
import { endUnit } from './process-group.js';
import { isAlive } from './processes.js';
import { journalFile, latestRunId, runFolder } from './run-folder.js';
import type { UnitRecords } from './runner-plan.js';
import { createUnitEvents } from './unit-events.js';
import { type SupervisorRecord, UnitRequest, unitFiles } from './unit-files.js';
import { exitOf, followUnit, readRecord, supervisorOf, type UnitFiles } from './unit-process.js';

/** The newest run if its journal has no end; the caller holds the lock, so its runner is lost. */
export function lostRun(layout: Layout): string | null {
  const runId = latestRunId(layout);
  const state = runId === null ? null : readJournal(journalFile(layout, runId));
  return isLive(state) ? runId : null;
}

export interface AdoptOptions {
  layout: Layout;
  runId: string;
  /** Where the results of that run's profile and target are kept. */
  records: (profile: string, target: string) => Promise<UnitRecords>;
  rerun: (unit: string) => string;
  /** Told at once: from then on the run can be cancelled. */
  onControl: (control: RunControl) => void;
}

/**
 * Brings a run that lost its runner to its end: what is still going is followed, ends that nobody saw are written down, the rest is
 * interrupted. Nothing new is started.
 */
export async function adoptRun(options: AdoptOptions): Promise<'ended' | 'cancelled'> {
  const { layout, runId } = options;
  const journal = openJournal(journalFile(layout, runId));
  const control = createControl(journal.append);
  options.onControl(control);
  const before = journal.state();
  journal.append({ type: 'run.adopted', at: new Date().toISOString(), pid: process.pid });
  const records = await options.records(before?.profile ?? '', before?.target ?? '');
  const left = unfinishedUnits(layout, runId, journal);
  const results = await Promise.all(
    left.map(({ request, files }) => adoptUnit(request, files, journal, control, records, options)),
  );
  finish(journal, control, results.filter((result) => result === 'done').length);
  journal.close();
  return control.isCancelled() ? 'cancelled' : 'ended';
}

/** Units with a folder of their own whose end the journal does not tell. */
function unfinishedUnits(
  layout: Layout,
  runId: string,
  journal: Journal,
): { request: UnitRequest; files: UnitFiles }[] {
  const state = journal.state();
  return folders(path.join(runFolder(layout, runId), 'units')).flatMap((name) => {
    const files = unitFiles(runFolder(layout, runId), unitOfFileName(name));
    const request = readRecord(files.request, UnitRequest);
    const unit = request && state && findUnit(state, request.unit);
    const open = request && (!unit || unit.state === 'running' || unit.state === 'waiting');
    return open ? [{ request, files }] : [];
  });
}

function folders(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

async function adoptUnit(
  request: UnitRequest,
  files: UnitFiles,
  journal: Journal,
  control: RunControl,
  records: UnitRecords,
  { layout, runId, rerun }: AdoptOptions,
): Promise<UnitResult | null> {
  const supervisor = supervisorOf(files);
  // The runner was lost before it had started anything.
  if (!supervisor) return null;
  const { unit } = request;
  const known = journal.state();
  if (!known || findUnit(known, unit)?.log !== files.log) {
    journal.append({ type: 'unit.started', at: supervisor.startedAt, unit, pid: supervisor.pid, log: files.log });
  }
  const events = createUnitEvents(unit, journal.append);
  const exit = exitOf(files) ?? (await follow(files, supervisor, control, events));
  events.flush();
  const end = {
    request,
    files,
    exit,
    said: events.error(),
    step: events.step(),
    cancelled: control.isCancelled(),
    startedAt: supervisor.startedAt,
    // Also those of the runner that was lost.
    pausedSeconds: pausedSeconds(
      Date.parse(supervisor.startedAt),
      exit ? Date.parse(exit.endedAt) : Date.now(),
      journal.state()?.pauses ?? [],
    ),
    rerun: rerun(unit),
    logFrom: 0,
  };
  return concludeUnit(end, { records, layout, runId, append: journal.append });
}

async function follow(
  files: UnitFiles,
  supervisor: SupervisorRecord,
  control: RunControl,
  events: ReturnType<typeof createUnitEvents>,
) {
  if (!isAlive(supervisor)) {
    await endUnit(supervisor.marker, null, 2);
    return exitOf(files);
  }
  // It may have been stopped by the runner that was lost.
  process.kill(supervisor.pid, 'SIGCONT');
  const detach = control.attach(supervisor);
  return followUnit(files, supervisor, events).finally(detach);
}

function finish(journal: Journal, control: RunControl, well: number): void {
  const state = journal.state();
  const at = new Date().toISOString();
  const complete = state !== null && plannedUnits(state).every(endedWell);
  const duration = state && { durationSeconds: elapsedSeconds({ startedAt: state.startedAt, endedAt: at }, state, 0) };
  const common = { type: 'run.finished' as const, at, artifacts: [], ...duration };
  if (control.isCancelled()) journal.append({ ...common, state: 'cancelled', exitCode: 130, summary: 'Cancelled.' });
  else if (complete)
    journal.append({
      ...common,
      state: 'done',
      exitCode: 0,
      summary: 'Done, although the runner was lost on the way.',
    });
  else {
    const also = well === 0 ? '' : `, ${well} of its units ended well afterwards`;
    journal.append({
      ...common,
      state: 'interrupted',
      exitCode: 1,
      summary: `Interrupted: the runner was lost${also}; \`run\` goes on from here.`,
    });
  }
}
