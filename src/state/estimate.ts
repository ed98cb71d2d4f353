import type { ScheduledUnit } from './schedule.js';
import { type Chain, criticalPath, wallSeconds } from './simulate.js';

/** By earlier runs: the median, and the quartiles between which half of them lay. Null: nobody knows. */
export interface Estimate {
  estimateSeconds: number | null;
  estimateLowSeconds: number | null;
  estimateHighSeconds: number | null;
}

export type EstimatedUnit = ScheduledUnit & Estimate;

export interface WallEstimate extends Estimate {
  /** The wall time as if what nobody knows took none: the run takes at least about this. */
  leastSeconds: number;
  /** How many units nobody knows the duration of. */
  unknown: number;
  criticalPath: Chain;
}

/** How long these units take together when at most `limit` run beside each other. A band needs one of every unit. */
export function wallEstimate(units: readonly EstimatedUnit[], limit: number): WallEstimate {
  const wall = (key: keyof Estimate) => wallSeconds(timed(units, key), limit);
  const has = (key: keyof Estimate) => units.every((unit) => unit[key] !== null);
  const leastSeconds = wall('estimateSeconds');
  const banded = has('estimateLowSeconds') && has('estimateHighSeconds');
  return {
    leastSeconds,
    unknown: units.filter((unit) => unit.estimateSeconds === null).length,
    criticalPath: criticalPath(timed(units, 'estimateSeconds')),
    estimateSeconds: has('estimateSeconds') ? leastSeconds : null,
    // A scheduler that takes what comes first can be slower with shorter units: the band holds the median all the same.
    estimateLowSeconds: banded ? Math.min(leastSeconds, wall('estimateLowSeconds')) : null,
    estimateHighSeconds: banded ? Math.max(leastSeconds, wall('estimateHighSeconds')) : null,
  };
}

const timed = (units: readonly EstimatedUnit[], key: keyof Estimate) =>
  units.map((unit) => ({ ...unit, seconds: unit[key] ?? 0 }));
