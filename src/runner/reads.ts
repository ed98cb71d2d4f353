import { createView } from '../layers/create-view.js';
import { phaseOf, recipeUnit } from '../state/unit-name.js';
import { foreignRecipes, type GraphUnit } from './graph.js';
import { earlierPhases, viewLayers } from './inputs.js';
import { layersOf, readRecord } from './records.js';
import type { Session, SessionPhase } from './session.js';

/** Unit -> the units whose results are inputs of it: what may make it stale when they run again. */
export async function readsOf(session: Session, graph: readonly GraphUnit[]): Promise<Map<string, string[]>> {
  const reads = new Map<string, string[]>();
  for (const { unit, kind, phase, needs } of graph) {
    if (kind === 'recipe') reads.set(unit, needs);
    else {
      const recipes = phase.recipes.map((recipe) => recipeUnit(phase.name, recipe.name));
      const files = await phasesRead(session, phase);
      reads.set(unit, [...recipes, ...foreignRecipes(session, phase), ...files]);
    }
  }
  return reads;
}

/** Earlier phases whose files it reads: all of them for scripts, else those that have, or may yet have, something at its globs. */
async function phasesRead(session: Session, phase: SessionPhase): Promise<string[]> {
  const earlier = earlierPhases(session, phase).map(({ name }) => name);
  if (!phase.builtin) return earlier;
  const globs = phase.builtin
    .inputs(session.planContext)
    .flatMap((input) => (input.kind === 'view' ? input.globs : []));
  if (globs.length === 0 || globs.includes('**')) return globs.length === 0 ? [] : earlier;
  const records = await Promise.all(earlier.map((name) => readRecord(session, name)));
  const layers = await viewLayers(session, records.flatMap(layersOf));
  const makers = new Set(
    createView(layers)
      .match(globs)
      .map(({ unit }) => phaseOf(unit)),
  );
  return earlier.filter((name, index) => makers.has(name) || !records[index]?.lastGood);
}
