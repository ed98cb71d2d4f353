import type { Recipe } from '../recipes/define.js';
import type { Estimates } from './history.js';

interface SeededPhase {
  name: string;
  recipes: Pick<Recipe, 'name' | 'cpuSeconds'>[];
}

/**
 * Estimates with those of recipes that never ran here, as far as others have measured them: their CPU seconds, shared out among the jobs. Two
 * units that compile beside each other share the same processors, so this is rather too little than too much. Pure.
 */
export function withSeeds(known: Estimates, phases: readonly SeededPhase[], jobs: number): Estimates {
  const seeded: Estimates = new Map(known);
  for (const phase of phases)
    for (const { name, cpuSeconds } of phase.recipes) {
      const unit = `${phase.name}/${name}`;
      if (cpuSeconds === undefined || known.has(unit)) continue;
      const seconds = cpuSeconds / jobs;
      const unmeasured = { peakMemoryBytes: null, memory: null, runs: 0 };
      seeded.set(unit, { medianSeconds: seconds, lowSeconds: seconds, highSeconds: seconds, ...unmeasured });
    }
  return seeded;
}
