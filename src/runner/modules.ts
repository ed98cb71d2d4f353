import { usageError } from '../host/errors.js';
import { didYouMean } from '../orders/suggest.js';
import { phaseOf, recipeUnit } from '../state/unit-name.js';
import type { GraphUnit } from './graph.js';

/**
 * The units that a name of `--module` stands for: a recipe's, `phase/recipe`, a phase's own part, or a group's such as frameworks. Throws a
 * usage error for a name that is nobody's, and for one that recipes of several phases have.
 */
export function unitsOfModule(graph: GraphUnit[], name: string): string[] {
  if (graph.some(({ unit }) => unit === name)) return [name];
  const recipes = graph.flatMap(({ unit, kind, phase }) => {
    const recipe =
      kind === 'recipe' ? phase.recipes.find((one) => recipeUnit(phase.name, one.name) === unit) : undefined;
    return recipe ? [{ unit, name: recipe.name, groups: recipe.groups ?? [] }] : [];
  });
  const inGroup = recipes.filter(({ groups }) => groups.includes(name));
  if (inGroup.length > 0) return inGroup.map(({ unit }) => unit);
  const named = recipes.filter((recipe) => recipe.name === name).map(({ unit }) => unit);
  if (named.length > 1)
    throw usageError(
      `${name} is a recipe of ${named.map(phaseOf).join(' and of ')}: say --module ${named[0]}, for one.`,
    );
  if (named.length === 1) return named;
  const groups = [...new Set(recipes.flatMap((recipe) => recipe.groups))];
  const hint = didYouMean(name, [...recipes.map((recipe) => recipe.name), ...groups]);
  throw usageError(
    `There is no module ${JSON.stringify(name)}: name a recipe${groups.length === 0 ? '' : `, or a group (${groups.join(', ')})`}.${hint}`,
  );
}

/** What comes before a module in the order of the build and would run: left out by `--resume-from`. */
export function unitsBefore(graph: GraphUnit[], module: string, running: ReadonlySet<string>): Set<string> {
  const first = new Set(unitsOfModule(graph, module));
  const at = graph.findIndex(({ unit }) => first.has(unit));
  return new Set(graph.slice(0, at).flatMap(({ unit }) => (running.has(unit) ? [unit] : [])));
}
