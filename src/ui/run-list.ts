import type { PhaseState, RunState, UnitState } from '../state/run-state.js';
import { endedWell, waitsItsTurn } from '../state/selectors.js';
import { windowOf } from './text.js';

/** A line of the run screen's list. */
export interface RunLine {
  /** Stays the same while lines come and go. */
  key: string;
  /** What the line is about: a phase's or recipe's unit, `sources`; null: the phases that are done, in one line. */
  unit: UnitState | PhaseState | null;
  phase: PhaseState | null;
  recipe: UnitState | null;
  /** Phases that this line stands for. */
  done: PhaseState[];
}

/** Of the line that stands for all phases that are done. */
export const DONE_KEY = '#done';

/**
 * The list of the run screen: what failed, what is done in one line, what runs with its recipes at work, what waits, what was left
 * out; where `doneShown`, what is done has a line each at the end. Phases that take no part are left out.
 */
export function runLines(run: RunState, doneShown: boolean): RunLine[] {
  const phases = run.phases.filter((phase) => phase.state !== 'idle');
  const done = phases.filter(endedWell);
  const open = phases.filter((phase) => !endedWell(phase)).sort((a, b) => rank(a) - rank(b));
  const sources = run.sources && !endedWell(run.sources) ? [lineOf(run.sources)] : [];
  const folded = done.length > 0 && !doneShown ? [{ key: DONE_KEY, unit: null, phase: null, recipe: null, done }] : [];
  return [
    ...sources,
    ...open.filter(isBad).flatMap(withRecipes),
    ...folded,
    ...open.filter((phase) => !isBad(phase)).flatMap(withRecipes),
    ...(doneShown ? done.flatMap(withRecipes) : []),
  ];
}

function withRecipes(phase: PhaseState): RunLine[] {
  const shown = phase.recipes.filter((recipe) => recipe.state === 'running' || isBad(recipe));
  return [
    { ...lineOf(phase), phase },
    ...shown.toSorted((a, b) => rank(a) - rank(b)).map((recipe) => ({ ...lineOf(recipe), phase, recipe })),
  ];
}

const lineOf = (unit: UnitState | PhaseState): RunLine => ({
  key: unit.unit,
  unit,
  phase: null,
  recipe: null,
  done: [],
});

const isBad = (unit: UnitState) => unit.state === 'failed' || unit.state === 'interrupted';

/** Failed first; the build order decides among equals. */
function rank(unit: UnitState | PhaseState): number {
  if (isBad(unit)) return 0;
  if ('recipes' in unit && waitsItsTurn(unit)) return 2;
  if (unit.state === 'running') return 1;
  return unit.state === 'waiting' ? 3 : 4;
}

/** Of a line that must be seen whatever the cursor is on. */
const matters = ({ unit }: RunLine) => unit === null || rank(unit) < 2;

/**
 * Places of the lines that are shown in `height` lines: what failed or runs stays on the screen as far as it fits, the rest scrolls
 * with the cursor.
 */
export function pinnedWindow(lines: RunLine[], cursor: number, height: number): number[] {
  const first = lines.findIndex((line) => !matters(line));
  const pinned = first < 0 ? lines.length : first;
  if (lines.length <= height || pinned === 0) return range(windowOf(lines.length, cursor, height));
  const left = Math.min(LEAST_BELOW, lines.length - pinned);
  const above = Math.min(pinned, cursor < pinned ? height : Math.max(1, height - left));
  // Where even that is too much, what runs comes before what failed, unless the cursor is there.
  const at = cursor < pinned ? cursor : pinned - 1;
  const below = windowOf(lines.length - pinned, Math.max(0, cursor - pinned), height - above);
  return [...range(windowOf(pinned, at, above)), ...range(below).map((index) => pinned + index)];
}

/** Lines that are left to the rest where what matters would take all. */
const LEAST_BELOW = 2;

const range = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from }, (_, index) => from + index);
