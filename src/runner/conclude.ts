import { failureSentence } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import type { RunEvent, UnitError, UnitResult, UnitStep } from '../state/events.js';
import { appendHistory } from './history.js';
import type { UnitRecords } from './runner-plan.js';
import { unitError } from './unit-error.js';
import type { ExitRecord, UnitRequest } from './unit-files.js';
import type { UnitFiles } from './unit-process.js';

export interface UnitEnd {
  request: UnitRequest;
  files: UnitFiles;
  /** Null: its supervisor was lost. */
  exit: ExitRecord | null;
  /** Its own word on why it failed. */
  said: string | null;
  /** The last command that it started. */
  step: UnitStep | null;
  cancelled: boolean;
  startedAt: string;
  pausedSeconds: number;
  rerun: string;
  /** Where its last attempt begins in the log, in bytes. */
  logFrom: number;
}

/** Writes a unit's end down everywhere: records, history, journal. A good end counts only once what the unit should have left is recorded. */
export async function concludeUnit(
  end: UnitEnd,
  {
    records,
    layout,
    runId,
    append,
  }: { records: UnitRecords; layout: Layout; runId: string; append: (event: RunEvent) => void },
): Promise<UnitResult> {
  const { request, exit, files } = end;
  let result = resultOf(end);
  let error: UnitError | null = null;
  if (exit && result === 'done') {
    try {
      await records.succeeded(request, exit, files.dir, runId);
    } catch (cause) {
      result = 'failed';
      error = unitError(end, failureSentence(cause));
    }
  } else {
    error = unitError(end, result === 'cancelled' ? `${request.unit} was cancelled.` : end.said);
  }
  // Interrupted units keep their mark of having begun: that is what tells that they were interrupted.
  if (result === 'failed' || result === 'cancelled') await records.ended(request.unit, result, runId);
  const endedAt = exit?.endedAt ?? new Date().toISOString();
  const durationSeconds = Math.max(0, (Date.parse(endedAt) - Date.parse(end.startedAt)) / 1000 - end.pausedSeconds);
  const measured = {
    durationSeconds,
    cpuSeconds: exit?.cpuSeconds ?? null,
    peakMemoryBytes: exit?.peakMemoryBytes ?? null,
  };
  appendHistory(layout, {
    unit: request.unit,
    profile: request.profile,
    result,
    ...measured,
    jobs: request.jobs,
    at: endedAt,
    runId,
  });
  append({
    type: 'unit.finished',
    at: endedAt,
    unit: request.unit,
    result,
    exitCode: exit?.exitCode ?? null,
    signal: exit?.signal ?? null,
    ...measured,
    fingerprint: request.fingerprint,
    error,
  });
  return result;
}

function resultOf({ exit, cancelled }: UnitEnd): UnitResult {
  if (exit === null) return 'interrupted';
  if (exit.exitCode === 0) return 'done';
  return cancelled ? 'cancelled' : 'failed';
}
