import { statSync, watch } from 'node:fs';
import { type Layout, layoutOf } from '../host/layout.js';
import type { RunEvent } from '../state/events.js';
import { parseEvent, reduce } from '../state/reduce.js';
import type { RunState } from '../state/run-state.js';
import { elapsedSeconds, isLive, runningUnits } from '../state/selectors.js';
import { readJournal } from './journal.js';
import { lockHolder, rootLockFile } from './locks.js';
import { isAlive } from './processes.js';
import { journalFile, latestRunId, runFolder } from './run-folder.js';
import { tailLines } from './tail.js';
import { unitFiles } from './unit-files.js';
import { exitOf, supervisorOf } from './unit-process.js';

export { createCommandLink, sendCommand } from './command-link.js';
export { plainRequest, type RunRequest } from './request.js';
export { type Start, startRun } from './start.js';

const LOOK_MS = 500;

/** The newest run of a deploy root as it really stands; null when nothing has run yet. */
export function latestRun(root: string): RunState | null {
  const runId = latestRunId(layoutOf(root));
  return runId === null ? null : runState(root, runId);
}

/** Changes when a newer run begins or the newest one's journal grows: cheap to ask, without reading the journal. */
export function newestMark(root: string): string {
  const layout = layoutOf(root);
  const runId = latestRunId(layout);
  const size = runId === null ? 0 : statSync(journalFile(layout, runId), { throwIfNoEntry: false })?.size;
  return `${runId} ${size ?? 0}`;
}

/** A run as it really stands; null when there is no such run. */
export function runState(root: string, runId: string): RunState | null {
  const layout = layoutOf(root);
  // Before the journal is read: a runner that ends in between has written its end by then.
  const holder = lockHolder(rootLockFile(layout));
  const state = readJournal(journalFile(layout, runId));
  return state && isLive(state) && holder?.runId !== runId ? afterLoss(layout, state) : state;
}

/** The journal says that the run goes on and its runner is gone: what really goes on. */
function afterLoss(layout: Layout, state: RunState): RunState {
  const events: RunEvent[] = [];
  let going = 0;
  for (const unit of runningUnits(state)) {
    const files = unitFiles(runFolder(layout, state.id), unit.unit);
    const exit = exitOf(files);
    const supervisor = supervisorOf(files);
    if (!exit && supervisor && isAlive(supervisor)) going++;
    else {
      const result = exit === null ? 'interrupted' : exit.exitCode === 0 ? 'done' : 'failed';
      const at = exit?.endedAt ?? state.startedAt;
      const durationSeconds = exit ? elapsedSeconds(exit, state, 0) : 0;
      events.push({
        type: 'unit.finished',
        at,
        unit: unit.unit,
        result,
        exitCode: exit?.exitCode ?? null,
        signal: exit?.signal ?? null,
        durationSeconds,
        cpuSeconds: exit?.cpuSeconds ?? null,
        peakMemoryBytes: exit?.peakMemoryBytes ?? null,
        fingerprint: null,
        error: null,
      });
    }
  }
  const goes = going === 0 ? '' : `, ${going} ${going === 1 ? 'unit still goes' : 'units still go'} on without it`;
  const summary = `The runner was lost${goes}: \`smechdeploy-tui run\` goes on from here.`;
  return { ...events.reduce<RunState>(reduce, state), state: 'interrupted', summary };
}

/** One step of a followed run; event null: nothing was written, but the run lost its runner. */
export interface Step {
  event: RunEvent | null;
  state: RunState;
}

/**
 * The events of a run from its first on, as they are written, each with the state that it makes. Ends after the run's last event,
 * when its runner is lost, or when the signal is aborted.
 */
export async function* follow(root: string, runId: string, signal: AbortSignal): AsyncGenerator<Step> {
  const layout = layoutOf(root);
  const lines = tailLines(journalFile(layout, runId));
  const changes = watchFolder(runFolder(layout, runId), signal);
  let state: RunState | null = null;
  try {
    while (!signal.aborted) {
      const alone = state !== null && lockHolder(rootLockFile(layout))?.runId !== runId;
      const fresh = lines();
      for (const line of fresh) {
        const event = parseEvent(line);
        if (!event) continue;
        state = reduce(state, event);
        yield { event, state };
      }
      if (state !== null && !isLive(state)) return;
      // Looked at before the last lines were read, so that an end that was written in between is not missed.
      if (alone && fresh.length === 0 && state !== null) {
        yield { event: null, state: afterLoss(layout, state) };
        return;
      }
      await changes.next();
    }
  } finally {
    changes.close();
  }
}

/** `next` resolves when something in the folder changed, after half a second all the same, or when the signal is aborted. */
function watchFolder(folder: string, signal: AbortSignal) {
  let wake = Promise.withResolvers<void>();
  const change = () => wake.resolve();
  let watcher: ReturnType<typeof watch> | null = null;
  try {
    watcher = watch(folder, change);
    watcher.on('error', () => watcher?.close());
  } catch {
    // No watches left on this machine, or no folder yet: the time alone wakes.
  }
  signal.addEventListener('abort', change);
  return {
    next: async () => {
      const timer = setTimeout(change, LOOK_MS);
      await wake.promise;
      clearTimeout(timer);
      wake = Promise.withResolvers();
    },
    close: () => {
      watcher?.close();
      signal.removeEventListener('abort', change);
    },
  };
}
