import type { RunState } from '../state/run-state.js';
import { isLive, overall, unitsOf } from '../state/selectors.js';
import {
  bell,
  keepTitle,
  progressSignal,
  restoreTitle,
  type Signals,
  type TaskProgress,
  titleSignal,
} from './signals.js';

/** How often figures are worked out anew. */
const EVERY_MS = 1000;

/** Tells the terminal how a run stands, as far as `wanted` allows; only what changed is written. */
export function createAnnouncer(write: (text: string) => unknown, wanted: () => Signals) {
  let title: string | null = null;
  let progress: string = progressSignal(null);
  let live: string | null = null;
  let shown = { what: '', at: 0 };

  const setTitle = (next: string) => {
    if (next === title) return;
    write((title === null ? keepTitle : '') + titleSignal(next));
    title = next;
  };
  const setProgress = (next: string) => {
    if (next !== progress) write(next);
    progress = next;
  };
  return {
    show(run: RunState | null, now: number): void {
      const what = run === null ? '' : `${run.id} ${run.state} ${run.cancelling}`;
      if (what === shown.what && now - shown.at < EVERY_MS) return;
      shown = { what, at: now };
      const { bell: mayRing, progress: maySay, title: mayName } = wanted();
      if (mayName) setTitle(titleOf(run, now));
      setProgress(maySay ? progressSignal(progressOf(run, now)) : progressSignal(null));
      // At the end of a run that was seen going on, whoever started it.
      if (run !== null && run.id === live && !isLive(run) && mayRing) write(bell);
      live = isLive(run) ? run.id : null;
    },
    /** Leaves the terminal as it was. */
    close(): void {
      setProgress(progressSignal(null));
      if (title !== null) write(restoreTitle);
      title = null;
    },
  };
}

function progressOf(run: RunState | null, now: number): TaskProgress {
  if (!isLive(run)) return null;
  const percent = overall(run, now).fraction * 100;
  if (run.state === 'paused') return { state: 'paused', percent };
  return { state: unitsOf(run).some((unit) => unit.state === 'failed') ? 'failed' : 'going', percent };
}

function titleOf(run: RunState | null, now: number): string {
  if (run === null) return 'SmechDeploy';
  const going = run.state === 'running' && !run.cancelling;
  const how = going ? `${Math.floor(overall(run, now).fraction * 100)}%` : run.cancelling ? 'cancelling' : run.state;
  return `${how} ${run.profile} - SmechDeploy`;
}
