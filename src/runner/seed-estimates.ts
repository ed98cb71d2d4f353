import type { Recipe } from '../recipes/define.js';
import { recipeUnit } from '../state/unit-name.js';
import type { Estimates } from './history.js';

interface SeededPhase {
  name: string;
  recipes: Pick<Recipe, 'name' | 'cpuSeconds'>[];
}

/**
 * Estimates with those of units that never ran here, as far as others have measured them: their CPU seconds, shared out among the jobs. Two
 * units that compile beside each other share the same processors, so this is rather too little than too much. `measured`: by unit, where a
 * recipe does not say it itself. Pure.
 */
export function withSeeds(
  known: Estimates,
  phases: readonly SeededPhase[],
  jobs: number,
  measured: Readonly<Record<string, number>> = {},
): Estimates {
  const seeded: Estimates = new Map(known);
  const seed = (unit: string, cpuSeconds: number | undefined, shared: number) => {
    if (cpuSeconds === undefined || known.has(unit)) return;
    const seconds = cpuSeconds / shared;
    const unmeasured = { peakMemoryBytes: null, memory: null, runs: 0 };
    seeded.set(unit, { medianSeconds: seconds, lowSeconds: seconds, highSeconds: seconds, ...unmeasured });
  };
  for (const { name: phase, recipes } of phases) {
    // A phase's own work is one process after the other.
    seed(phase, measured[phase], 1);
    for (const { name, cpuSeconds } of recipes) {
      const unit = recipeUnit(phase, name);
      seed(unit, cpuSeconds ?? measured[unit], jobs);
    }
  }
  return seeded;
}
