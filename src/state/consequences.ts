import type { Freshness, PlanUnit } from './documents.js';

/** A unit that does not run and reads what does. */
export interface Consequence {
  unit: string;
  state: Freshness;
  /** From what it reads itself to the unit that runs. */
  through: string[];
}

/**
 * The units that a run leaves stale: those that read, directly or through others, a result that the run makes anew. An unchanged result
 * stops the wave, so what is fresh now only may go stale.
 */
export function consequences(units: readonly PlanUnit[], running: ReadonlySet<string>): Consequence[] {
  const paths = new Map<string, string[]>();
  const found: Consequence[] = [];
  // Units stand in an order in which what one reads comes before it, so one pass sees chains.
  for (const { unit, state, reads } of units) {
    if (running.has(unit)) continue;
    const direct = reads.find((read) => running.has(read));
    const next = direct ?? reads.find((read) => paths.has(read));
    if (next === undefined) continue;
    const through = [next, ...(paths.get(next) ?? [])];
    paths.set(unit, through);
    found.push({ unit, state, through });
  }
  return found;
}
