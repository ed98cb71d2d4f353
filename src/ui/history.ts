import type { PastRun, PastRunUnits, PastUnit } from '../state/history.js';
import type { Model } from './model.js';

export interface History {
  /** Newest first; null until they were read. */
  runs: PastRun[] | null;
  /** The run whose units are shown. */
  chosen: PastRunUnits | null;
}

export type HistoryAction =
  | { type: 'history.loaded'; runs: PastRun[] }
  | { type: 'history.chosen'; chosen: PastRunUnits };

export function updateHistory(model: Model, action: HistoryAction): Model {
  const { history, cursor } = model;
  switch (action.type) {
    case 'history.loaded': {
      // Newer runs come in above: the cursor stays on its run.
      const id = history.runs?.[cursor.history]?.id;
      const at = action.runs.findIndex((run) => run.id === id);
      const next = { ...history, runs: action.runs };
      return { ...model, history: next, cursor: { ...cursor, history: Math.max(0, at) } };
    }
    case 'history.chosen': {
      const same = history.chosen?.run.id === action.chosen.run.id;
      const at = same ? Math.min(cursor.historyRun, Math.max(0, action.chosen.units.length - 1)) : 0;
      return { ...model, history: { ...history, chosen: action.chosen }, cursor: { ...cursor, historyRun: at } };
    }
  }
}

export const runAtCursor = (model: Model): PastRun | undefined => model.history.runs?.[model.cursor.history];

export const unitAtCursor = (model: Model): PastUnit | undefined =>
  model.history.chosen?.units[model.cursor.historyRun];

/** Worth a sign: a tenth longer than before, and a second at least. */
export function slowedDown({ durationSeconds, earlier, result }: PastUnit): boolean {
  if (result !== 'done' || durationSeconds === null || earlier === null || earlier.durationSeconds === null)
    return false;
  return durationSeconds > earlier.durationSeconds * 1.1 && durationSeconds - earlier.durationSeconds >= 1;
}
