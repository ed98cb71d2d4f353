import type { PlanDocument } from '../state/documents.js';
import type { RunEvent } from '../state/events.js';

type Started = Extract<RunEvent, { type: 'run.started' }>;

/** What the journal keeps of a plan: enough to show each unit and to tell how long the rest will take. */
export function journalPlan({ phases, units }: PlanDocument): Pick<Started, 'phases' | 'needs'> {
  const running = new Map(units.flatMap((unit) => (unit.willRun ? [[unit.unit, unit] as const] : [])));
  return {
    phases: phases.map(({ name, title, group, kind, path, willRun, estimateSeconds, prebuilt, recipes }) => ({
      ...{ name, title, group, kind, path, willRun, estimateSeconds, prebuilt },
      ownEstimateSeconds: running.get(name)?.estimateSeconds ?? null,
      recipes: recipes.map((recipe) => ({
        name: recipe.name,
        title: recipe.title,
        willRun: recipe.willRun,
        estimateSeconds: recipe.estimateSeconds,
      })),
    })),
    needs: Object.fromEntries(
      [...running].map(([name, { needs }]) => [name, needs.filter((need) => running.has(need))]),
    ),
  };
}
