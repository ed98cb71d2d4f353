import type { UnitResult } from './events.js';

/** What scheduling has to know of a unit. */
export interface ScheduledUnit {
  unit: string;
  kind: 'recipe' | 'phase' | 'script';
  /** May name units that are not part of the run. */
  needs: readonly string[];
}

/** Where a run is: how units ended and which run now. */
export interface Standings {
  ended: ReadonlyMap<string, UnitResult>;
  running: ReadonlySet<string>;
}

/** How many units run beside each other: each of them uses several processors by itself. */
export const unitsAtOnce = ({ jobs, serial }: { jobs: number; serial: boolean }) => (jobs >= 2 && !serial ? 2 : 1);

const good = new Set<UnitResult | undefined>(['done', 'cached', 'fresh']);

/** What can start now, in build order, so that at most `limit` run at a time and phases and scripts, which write to the target, never run beside each other. */
export function startable<U extends ScheduledUnit>(
  units: readonly U[],
  { ended, running }: Standings,
  limit: number,
): U[] {
  const inRun = new Set(units.map((unit) => unit.unit));
  const chosen: U[] = [];
  let exclusive = units.some((unit) => running.has(unit.unit) && unit.kind !== 'recipe');
  for (const unit of units) {
    if (running.size + chosen.length >= limit) break;
    if (ended.has(unit.unit) || running.has(unit.unit)) continue;
    if (!unit.needs.every((need) => !inRun.has(need) || good.has(ended.get(need)))) continue;
    if (unit.kind !== 'recipe') {
      if (exclusive) continue;
      exclusive = true;
    }
    chosen.push(unit);
  }
  return chosen;
}

/** Units that can't start any more, with the unit at whose bad end it lies. */
export function blocked<U extends ScheduledUnit>(
  units: readonly U[],
  { ended, running }: Standings,
): { unit: U; by: string }[] {
  const culprit = new Map<string, string>();
  for (const [name, result] of ended) if (!good.has(result)) culprit.set(name, name);
  const found: { unit: U; by: string }[] = [];
  // Units stand in an order in which what one needs comes before it, so one pass sees chains.
  for (const unit of units) {
    if (ended.has(unit.unit) || running.has(unit.unit)) continue;
    const need = unit.needs.find((name) => culprit.has(name));
    const by = need === undefined ? undefined : culprit.get(need);
    if (by === undefined) continue;
    culprit.set(unit.unit, by);
    found.push({ unit, by });
  }
  return found;
}
