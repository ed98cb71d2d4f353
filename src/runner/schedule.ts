import type { UnitResult } from '../state/events.js';
import type { PlanUnit } from './plan-types.js';

/** Where a run is: how units ended and which run now. */
export interface Standings {
  ended: ReadonlyMap<string, UnitResult>;
  running: ReadonlySet<string>;
}

const good = new Set<UnitResult | undefined>(['done', 'cached', 'fresh']);

/** What can start now, in build order, so that at most `limit` run at a time and phases and scripts, which write to the target, never run beside each other. */
export function startable(units: readonly PlanUnit[], { ended, running }: Standings, limit: number): PlanUnit[] {
  const inRun = new Set(units.map((unit) => unit.unit));
  const chosen: PlanUnit[] = [];
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
export function blocked(units: readonly PlanUnit[], { ended, running }: Standings): { unit: PlanUnit; by: string }[] {
  const culprit = new Map<string, string>();
  for (const [name, result] of ended) if (!good.has(result)) culprit.set(name, name);
  const found: { unit: PlanUnit; by: string }[] = [];
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
