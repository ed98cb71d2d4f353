import type { Recipe } from '../recipes/define.js';
import { grown } from '../state/selection.js';
import { recipeUnit } from '../state/unit-name.js';
import { buildGraph, foreignRecipes } from './graph.js';
import { choose, type Selection } from './select.js';
import type { Session } from './session.js';

/**
 * Recipes that these phases and modules compile, with what those need, fresh or not; all of the profile where nothing is named.
 * Throws a usage error for names that are not in the build order.
 */
export function recipesWithin(session: Session, selection: Required<Pick<Selection, 'names' | 'modules'>>): Recipe[] {
  const all = session.phases.flatMap((phase) =>
    phase.recipes.map((recipe) => [recipeUnit(phase.name, recipe.name), recipe] as const),
  );
  if (selection.names.length + selection.modules.length === 0) return all.map(([, recipe]) => recipe);
  const graph = buildGraph(session);
  const { units } = choose(graph, selection);
  const takenWhole = session.phases
    .filter(({ name }) => units.has(name))
    .flatMap((phase) => foreignRecipes(session, phase));
  const needs = new Map(graph.map((unit) => [unit.unit, unit.kind === 'recipe' ? unit.needs : []]));
  const within = grown(new Set([...units, ...takenWhole]), (some) =>
    [...some].flatMap((unit) => needs.get(unit) ?? []),
  );
  return all.flatMap(([unit, recipe]) => (within.has(unit) ? [recipe] : []));
}
