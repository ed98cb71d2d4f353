import type { Backend } from './backend.js';
import { runAtCursor, unitAtCursor } from './history.js';
import type { OpenedLog } from './log/control.js';
import type { Store } from './store.js';

interface Doings {
  openLog: (log: OpenedLog) => void;
  /** Says a failure to the operator. */
  report: (error: unknown) => void;
}

/** Reads earlier runs when they are looked at. */
export function createLookingBack(store: Store, backend: Backend, { openLog, report }: Doings) {
  const { dispatch } = store;

  async function load(): Promise<void> {
    dispatch({ type: 'history.loaded', runs: await backend.pastRuns() });
    const { screen, history } = store.current();
    if (screen === 'historyRun' && history.chosen) await choose(history.chosen.run.id);
  }

  const choose = async (id: string) => dispatch({ type: 'history.chosen', chosen: await backend.pastUnits(id) });

  return {
    load: () => void load().catch(report),
    openRun(): void {
      const run = runAtCursor(store.current());
      if (!run) return;
      void choose(run.id).then(() => dispatch({ type: 'show', screen: 'historyRun' }), report);
    },
    openUnitLog(): void {
      const unit = unitAtCursor(store.current());
      if (unit?.log) openLog({ unit: unit.unit, file: unit.log, failed: unit.result === 'failed' });
    },
    /** A run began or ended. */
    runChanged(): void {
      if (store.current().history.runs) void load().catch(report);
    },
  };
}
