import { setTimeout as sleep } from 'node:timers/promises';
import { follow, latestRun, newestMark } from '../runner/client.js';
import type { RunState } from '../state/run-state.js';
import { isLive, runningUnits } from '../state/selectors.js';

const LOOK_FOR_RUN_MS = 500;

/** Follows the newest run, and each newer one once it is there; one that ended is read again only when its journal grew. */
export async function followNewest(
  root: string,
  onRun: (run: RunState | null) => void,
  signal: AbortSignal,
): Promise<void> {
  const tell = inBatches(onRun);
  let seen: string | undefined;
  while (!signal.aborted) {
    if (newestMark(root) !== seen) {
      const run = latestRun(root);
      onRun(run);
      const goes = isLive(run);
      if (goes) for await (const { state } of follow(root, run.id, signal)) tell(state);
      // Without its runner nobody writes down how what still goes ends: it is looked at again.
      const left = goes || (run?.state === 'interrupted' && runningUnits(run).length > 0);
      seen = left ? undefined : newestMark(root);
    }
    await sleep(LOOK_FOR_RUN_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** A journal that is read from its beginning tells how the run stands, not how it once stood. */
function inBatches(onRun: (run: RunState) => void): (run: RunState) => void {
  let newest: RunState | null = null;
  return (run) => {
    if (newest === null)
      setImmediate(() => {
        if (newest !== null) onRun(newest);
        newest = null;
      });
    newest = run;
  };
}
