import type { Freshness } from './documents.js';
import { phaseOf } from './unit-name.js';

/** What choosing has to know of a unit. */
export interface SelectableUnit {
  unit: string;
  needs: readonly string[];
  state: Freshness;
}

export interface UnitsToRun {
  running: Set<string>;
  /** Phases that are needed, are not fresh and are not among the chosen. */
  missing: string[];
}

/** The units that run for these phases: what is not fresh or is forced, and what reads a forced one. */
export function unitsToRun(
  units: readonly SelectableUnit[],
  phases: ReadonlySet<string>,
  forced: ReadonlySet<string>,
): UnitsToRun {
  const byName = new Map(units.map((unit) => [unit.unit, unit]));
  const stale = (name: string) => forced.has(name) || byName.get(name)?.state !== 'fresh';
  const running = new Set<string>();
  for (const { unit, needs } of units) {
    // A stale need shows in the unit's own standing; what is forced may give something else although it is fresh now.
    const mayChange = needs.some((need) => forced.has(need) && running.has(need));
    if (phases.has(phaseOf(unit)) && (stale(unit) || mayChange)) running.add(unit);
  }
  const missing = [...running]
    .flatMap((name) => byName.get(name)?.needs ?? [])
    .filter((need) => !running.has(need) && stale(need))
    .map(phaseOf);
  return { running, missing: [...new Set(missing)] };
}

/** The chosen phases with all that they need and that is not fresh. */
export function withNeeds(
  units: readonly SelectableUnit[],
  phases: ReadonlySet<string>,
  forced: ReadonlySet<string>,
): Set<string> {
  const within = new Set(phases);
  for (;;) {
    const { missing } = unitsToRun(units, within, forced);
    // What is no unit stays missing, however often it is added.
    if (missing.every((phase) => within.has(phase))) return within;
    for (const phase of missing) within.add(phase);
  }
}
