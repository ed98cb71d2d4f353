import type { RunState, UnitState } from '../state/run-state.js';
import { findUnit, isLive, unitsOf } from '../state/selectors.js';
import { failureCard } from './failure-card.js';
import { type Model, unitOfInterest } from './model.js';
import { type RunLine, runLines } from './run-list.js';

/** What the operator looks at in a run. */
export interface Watch {
  /** The line of the list that the cursor is on; null: it follows what runs. */
  at: string | null;
  /** Whether phases that are done have lines of their own; null: once the run has ended. */
  doneShown: boolean | null;
  /** The unit whose failure is shown. */
  failure: string | null;
}

export const initialWatch: Watch = { at: null, doneShown: null, failure: null };

export type WatchAction =
  | { type: 'watch.follow' }
  | { type: 'watch.fold' }
  | { type: 'failure.show'; unit: string }
  | { type: 'failure.next' };

export function updateWatch(model: Model, action: WatchAction): Model {
  switch (action.type) {
    case 'watch.follow':
      return anchored({ ...model, watch: { ...model.watch, at: null }, notice: null });
    case 'watch.fold':
      return anchored({ ...model, watch: { ...model.watch, doneShown: !doneShown(model) } });
    case 'failure.show':
      return withFailure(model, action.unit);
    case 'failure.next': {
      const failed = failedUnits(model.run);
      const at = failed.findIndex((unit) => unit.unit === model.watch.failure);
      const next = failed[(at + 1) % Math.max(1, failed.length)];
      return next ? withFailure(model, next.unit) : model;
    }
  }
}

const withFailure = (model: Model, unit: string): Model => ({
  ...model,
  watch: { ...model.watch, failure: unit },
  cursor: { ...model.cursor, failure: 0 },
  notice: null,
});

/** The lines of the run screen's list as they are shown now. */
export const watchLines = (model: Model): RunLine[] => (model.run ? runLines(model.run, doneShown(model)) : []);

const doneShown = ({ watch, run }: Model): boolean => watch.doneShown ?? !isLive(run);

/** Keeps the cursor on its unit while lines come and go around it. */
function anchored(model: Model): Model {
  const lines = watchLines(model);
  const { at } = model.watch;
  const phase = at?.split('/')[0];
  const here = lines.findIndex((line) => line.key === at);
  const near = here >= 0 ? here : at === null ? -1 : lines.findIndex((line) => line.key === phase);
  const run = near >= 0 ? near : followed(lines, model.run);
  return { ...model, cursor: { ...model.cursor, run } };
}

/** The line of what matters most. */
function followed(lines: RunLine[], run: RunState | null): number {
  const unit = run === null ? undefined : unitOfInterest(run)?.unit;
  const own = lines.findIndex((line) => line.key === unit);
  return Math.max(0, own >= 0 ? own : lines.findIndex((line) => line.key === unit?.split('/')[0]));
}

/** The operator moved the cursor of the run screen to another line. */
export function movedTo(model: Model, line: number): Model {
  const key = watchLines(model)[line]?.key ?? null;
  return { ...model, watch: { ...model.watch, at: key } };
}

/** The unit whose log and figures are shown: the one at the cursor; of a phase the recipe that runs or failed. */
export function watchedUnit(model: Model): (UnitState & { log: string }) | null {
  const { run, watch } = model;
  if (run === null) return null;
  const line = watch.at === null ? undefined : watchLines(model)[model.cursor.run];
  const recipes = line?.phase && !line.recipe ? line.phase.recipes : [];
  const inside = ['failed', 'running'].flatMap((state) => recipes.filter((recipe) => recipe.state === state));
  const ended = recipes.filter((recipe) => recipe.log !== null).slice(-1);
  const candidates = [line?.recipe ?? line?.unit, ...inside, ...ended];
  const chosen = candidates.find((unit) => unit?.log) ?? findUnit(run, unitOfInterest(run)?.unit ?? '');
  return chosen?.log ? { ...chosen, log: chosen.log } : null;
}

/** The end of the watched unit's log; null until it was read: what was read last may be another unit's, or an earlier run's. */
export function watchedLog(model: Model): Model['log'] {
  const file = watchedUnit(model)?.log;
  return model.log?.file === file ? model.log : null;
}

/** Units that failed, in order; a phase that failed by its recipe only where that has no error of its own. */
export function failedUnits(run: RunState | null): UnitState[] {
  if (run === null) return [];
  const failed = unitsOf(run).filter((unit) => unit.state === 'failed' && unit.error !== null);
  return failed.filter((unit) => !failed.some((other) => other.unit.startsWith(`${unit.unit}/`)));
}

/** How many places the card of a failure can be scrolled to. */
export function cardLength(model: Model): number {
  const unit = shownFailure(model);
  if (model.run === null || unit === null) return 0;
  const { columns, rows } = model.size;
  return Math.max(1, failureCard(model.run, unit, columns).length - cardRoom(rows) + 1);
}

/** Lines of the card on the screen: all but the header of the program, the place among failures, and the footer of two. */
export const cardRoom = (rows: number) => Math.max(1, rows - 4);

/** The failed unit at the cursor, else the first one. */
export function failureAtCursor(model: Model): UnitState | null {
  const failed = failedUnits(model.run);
  const unit = watchedUnit(model)?.unit;
  return failed.find((candidate) => candidate.unit === unit) ?? failed[0] ?? null;
}

export const shownFailure = ({ run, watch }: Model): UnitState | null =>
  run && watch.failure !== null ? (findUnit(run, watch.failure) ?? null) : null;

/** The run as it stands now. One that begins is shown, and a failure that ends a run where that is being watched. */
export function runChanged(before: Model, run: RunState | null): Model {
  const begun = run !== null && run.id !== before.run?.id && (isLive(run) || before.run !== null);
  const watch = run?.id === before.run?.id ? before.watch : initialWatch;
  // What was said of an earlier run is not said of this one.
  const notice = begun ? null : before.notice;
  const next = anchored({ ...before, run, watch, notice });
  // Not under the hands of somebody who types.
  const free = !next.edit && !next.palette && !next.confirm && !next.find;
  const model: Model = begun && free ? { ...next, screen: 'run', trail: [] } : next;
  const ended = !isLive(run) && (begun || isLive(before.run));
  const failed = ended ? failedUnits(run).at(0) : undefined;
  if (!failed) return model;
  if (model.screen === 'run' && free) return { ...withFailure(model, failed.unit), screen: 'failure', trail: ['run'] };
  return { ...model, notice: { level: 'error', text: `${failed.unit} failed: e shows why.` } };
}
