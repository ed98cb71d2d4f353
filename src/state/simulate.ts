import type { UnitResult } from './events.js';
import { type ScheduledUnit, startable } from './schedule.js';

export interface TimedUnit extends ScheduledUnit {
  /** How long it takes; of one that runs already, how long it still does. */
  seconds: number;
  running?: boolean;
}

/** The wall time until all units have ended, played with the runner's own scheduler: at most `limit` beside each other. */
export function wallSeconds(units: readonly TimedUnit[], limit: number): number {
  const ended = new Map<string, UnitResult>();
  const ends = new Map(units.flatMap((unit) => (unit.running ? [[unit.unit, unit.seconds] as const] : [])));
  const needs = countNeeds(units);
  let now = 0;
  for (;;) {
    // Only what could start by its needs is asked about: that keeps this quick enough to be done for every frame.
    const ready = units.filter(({ unit }) => !ended.has(unit) && (needs.open.get(unit) === 0 || ends.has(unit)));
    for (const unit of startable(ready, { ended, running: new Set(ends.keys()) }, limit))
      ends.set(unit.unit, now + unit.seconds);
    if (ends.size === 0) return now;
    now = Math.min(...ends.values());
    for (const [unit, end] of ends) {
      if (end > now) continue;
      ends.delete(unit);
      ended.set(unit, 'done');
      for (const dependant of needs.dependants.get(unit) ?? [])
        needs.open.set(dependant, (needs.open.get(dependant) ?? 0) - 1);
    }
  }
}

/** How many units of the run each one still waits for, and who waits for it. */
function countNeeds(units: readonly TimedUnit[]) {
  const dependants = new Map(units.map(({ unit }): [string, string[]] => [unit, []]));
  const open = new Map<string, number>();
  for (const { unit, needs } of units) {
    const inRun = [...new Set(needs)].filter((need) => dependants.has(need));
    open.set(unit, inRun.length);
    for (const need of inRun) dependants.get(need)?.push(unit);
  }
  return { dependants, open };
}

/** Units each of which needs the one before it. */
export interface Chain {
  units: { unit: string; seconds: number }[];
  seconds: number;
}

/** The chain that takes longest: no number of processors makes the run shorter than it. */
export function criticalPath(units: readonly TimedUnit[]): Chain {
  const byName = new Map(units.map((unit) => [unit.unit, unit]));
  const known = new Map<string, Chain>();
  const upTo = (unit: TimedUnit): Chain => {
    const found = known.get(unit.unit);
    if (found) return found;
    // A circle of needs would never end: its units can't start anyway.
    known.set(unit.unit, none);
    const before = unit.needs.flatMap((name) => byName.get(name) ?? []).map(upTo);
    const longest = before.reduce(longer, none);
    const chain = {
      units: [...longest.units, { unit: unit.unit, seconds: unit.seconds }],
      seconds: longest.seconds + unit.seconds,
    };
    known.set(unit.unit, chain);
    return chain;
  };
  return units.map(upTo).reduce(longer, none);
}

const none: Chain = { units: [], seconds: 0 };
const longer = (a: Chain, b: Chain) => (b.seconds > a.seconds || a.units.length === 0 ? b : a);
