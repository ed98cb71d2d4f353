import { type Consequence, consequences } from '../state/consequences.js';
import type { PlanDocument, PlanUnit } from '../state/documents.js';
import { type WallEstimate, wallEstimate } from '../state/estimate.js';
import { missingPhases as phasesLacking, unitsOf, unitsToRun } from '../state/selection.js';

/** What a run of the ticked phases would do. */
export interface Choice {
  units: PlanUnit[];
  wall: WallEstimate;
  /** Phases that the ticked ones need and that are neither fresh nor ticked. */
  missing: string[];
  /** Phases that are not ticked and read what the run makes. */
  left: Consequence[];
}

/** The phases that a run with these ticks lacks. */
export function missingPhases(plan: PlanDocument, ticks: readonly string[]): string[] {
  const ticked = new Set(ticks);
  return phasesLacking(plan.units, ticked, ticked);
}

export function choiceOf(plan: PlanDocument, ticks: readonly string[]): Choice {
  const ticked = new Set(ticks);
  const { running } = unitsToRun(plan.units, unitsOf(plan.units, ticked), ticked);
  const units = plan.units.filter(({ unit }) => running.has(unit));
  // What runs only when it is named is never counted as stale.
  const shown = new Set(plan.phases.flatMap(({ name, offByDefault }) => (offByDefault ? [] : [name])));
  return {
    units,
    wall: wallEstimate(units, plan.unitsAtOnce),
    missing: missingPhases(plan, ticks),
    left: consequences(plan.units, running).filter(({ unit }) => shown.has(unit)),
  };
}
