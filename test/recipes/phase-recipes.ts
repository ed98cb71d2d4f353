import { layoutOf } from '../../src/host/layout.js';
import { DeploySettings } from '../../src/host/settings.js';
import { builtinPhases } from '../../src/phases/index.js';
import type { Profile } from '../../src/profiles/define.js';
import type { Recipe } from '../../src/recipes/define.js';

export interface PhaseRecipe {
  unit: string;
  phase: string;
  recipe: Recipe;
}

/** The recipes of built-in phases, in the order given, as they are planned for a profile. */
export async function recipesOf(
  profile: Profile,
  phases: string[],
  provision: 'source' | 'prebuilt',
): Promise<PhaseRecipe[]> {
  const context = {
    profile,
    settings: DeploySettings.parse({}),
    layout: layoutOf('/nowhere'),
    reference: '/nowhere',
    provision: () => provision,
  };
  const all: PhaseRecipe[] = [];
  for (const name of phases) {
    const { phase } = (await builtinPhases[name]?.()) ?? {};
    if (!phase) throw new Error(`${name} is no built-in`);
    all.push(...phase.recipes(context).map((recipe) => ({ unit: `${name}/${recipe.name}`, phase: name, recipe })));
  }
  return all;
}

/** Units that a recipe needs, of either kind. */
export const needsOf = ({ phase, recipe }: PhaseRecipe): string[] =>
  [...recipe.dependencies, ...(recipe.hostDependencies ?? [])].map((name) =>
    name.includes('/') ? name : `${phase}/${name}`,
  );
