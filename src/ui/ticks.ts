import { phasesWithNeeds } from '../state/selection.js';
import type { Model, PlanPhase } from './model.js';

export type TickAction =
  | { type: 'tick' }
  | { type: 'tick.group' }
  | { type: 'tick.range' }
  | { type: 'tick.needs' }
  | { type: 'tick.stale' }
  | { type: 'tick.none' }
  | { type: 'tick.undo' };

const UNDO_DEPTH = 50;

export function updateTicks(model: Model, action: TickAction): Model {
  const { plan, cursor } = model;
  switch (action.type) {
    case 'tick':
      return toggle(model, phasesInRange(model));
    case 'tick.group':
      return toggle(model, groupAt(plan?.phases ?? [], cursor.phases));
    case 'tick.range':
      return { ...model, rangeFrom: model.rangeFrom === null ? cursor.phases : null, notice: null };
    case 'tick.needs': {
      const ticked = new Set(model.ticks);
      return plan ? withTicks(model, [...phasesWithNeeds(plan.units, ticked, ticked)]) : model;
    }
    case 'tick.stale':
      return withTicks(model, staleNames(plan?.phases ?? []));
    case 'tick.none':
      return withTicks(model, []);
    case 'tick.undo': {
      const before = model.undo.at(-1);
      return before ? { ...model, ticks: before, undo: model.undo.slice(0, -1) } : model;
    }
  }
}

/** What is ticked unasked: all that is not fresh and not off by default. */
export const staleNames = (phases: readonly PlanPhase[]): string[] =>
  phases.filter((phase) => phase.state !== 'fresh' && !phase.offByDefault).map((phase) => phase.name);

/** Whether a line lies between where the range begins and the cursor. */
export function inRange({ rangeFrom, cursor }: Model, index: number): boolean {
  if (rangeFrom === null) return false;
  return index >= Math.min(rangeFrom, cursor.phases) && index <= Math.max(rangeFrom, cursor.phases);
}

/** The phases of the range; without one the phase under the cursor. */
function phasesInRange(model: Model): PlanPhase[] {
  const { plan, cursor, rangeFrom } = model;
  return (plan?.phases ?? []).filter((_, index) =>
    rangeFrom === null ? index === cursor.phases : inRange(model, index),
  );
}

/** The phases around this one that stand under the same heading. */
function groupAt(phases: readonly PlanPhase[], at: number): PlanPhase[] {
  const group = phases[at]?.group;
  const begin = phases.slice(0, at).findLastIndex((phase) => phase.group !== group) + 1;
  const end = phases.findIndex((phase, index) => index > at && phase.group !== group);
  return phases.slice(begin, end < 0 ? phases.length : end);
}

/** Ticks all of them, or unticks them when all are ticked. */
function toggle(model: Model, phases: readonly PlanPhase[]): Model {
  const names = new Set(phases.map(({ name }) => name));
  if (names.size === 0) return { ...model, rangeFrom: null, notice: null };
  const all = [...names].every((name) => model.ticks.includes(name));
  const others = model.ticks.filter((name) => !names.has(name));
  return withTicks(model, all ? others : [...others, ...names]);
}

function withTicks(model: Model, ticks: string[]): Model {
  return { ...model, ticks, rangeFrom: null, undo: [...model.undo, model.ticks].slice(-UNDO_DEPTH), notice: null };
}
