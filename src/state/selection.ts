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
  /** Units that are needed, are not fresh and are not within reach. */
  missing: string[];
}

/** All units of these phases. */
export const unitsOf = (units: readonly SelectableUnit[], phases: ReadonlySet<string>): Set<string> =>
  new Set(units.flatMap(({ unit }) => (phases.has(phaseOf(unit)) ? [unit] : [])));

/** The units that run of those within reach: what is not fresh or is forced, and what reads a forced one. */
export function unitsToRun(
  units: readonly SelectableUnit[],
  within: ReadonlySet<string>,
  forced: ReadonlySet<string>,
): UnitsToRun {
  const byName = new Map(units.map((unit) => [unit.unit, unit]));
  const stale = (name: string) => forced.has(name) || byName.get(name)?.state !== 'fresh';
  const running = new Set<string>();
  for (const { unit, needs } of units) {
    // A stale need shows in the unit's own standing; what is forced may give something else although it is fresh now.
    const mayChange = needs.some((need) => forced.has(need) && running.has(need));
    if (within.has(unit) && (stale(unit) || mayChange)) running.add(unit);
  }
  const missing = [...running]
    .flatMap((name) => byName.get(name)?.needs ?? [])
    .filter((need) => !running.has(need) && stale(need));
  return { running, missing: [...new Set(missing)] };
}

/** These units with all that they need and that is not fresh. */
export const withNeeds = (
  units: readonly SelectableUnit[],
  chosen: ReadonlySet<string>,
  forced: ReadonlySet<string>,
): Set<string> => grown(chosen, (within) => unitsToRun(units, within, forced).missing);

/** The phases that a run of whole phases lacks. */
export const missingPhases = (
  units: readonly SelectableUnit[],
  phases: ReadonlySet<string>,
  forced: ReadonlySet<string>,
): string[] => [...new Set(unitsToRun(units, unitsOf(units, phases), forced).missing.map(phaseOf))];

/** The chosen phases with all that they need and that are not fresh. */
export const phasesWithNeeds = (
  units: readonly SelectableUnit[],
  phases: ReadonlySet<string>,
  forced: ReadonlySet<string>,
): Set<string> => grown(phases, (within) => missingPhases(units, within, forced));

/** Adds what lacks until nothing new does: what is no unit stays missing, however often it is added. */
export function grown(chosen: ReadonlySet<string>, missingOf: (within: ReadonlySet<string>) => string[]): Set<string> {
  const within = new Set(chosen);
  for (;;) {
    const missing = missingOf(within).filter((name) => !within.has(name));
    if (missing.length === 0) return within;
    for (const name of missing) within.add(name);
  }
}

/** Of a unit that is left out: all that can't run without it, in order. */
export function inNeedOf(units: readonly SelectableUnit[], leftOut: ReadonlySet<string>): string[] {
  const without = new Set(leftOut);
  for (const { unit, needs } of units) if (needs.some((need) => without.has(need))) without.add(unit);
  return [...without].filter((unit) => !leftOut.has(unit));
}
