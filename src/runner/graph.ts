import { buildRootTools } from '../build/build-root/tools.js';
import { capabilityTool } from '../build/tools.js';
import type { Recipe, Tool } from '../recipes/define.js';
import { recipeUnit } from '../state/unit-name.js';
import type { Session, SessionPhase } from './session.js';

/** One process of a build and what must have ended before it. */
export interface GraphUnit {
  unit: string;
  kind: 'recipe' | 'phase' | 'script';
  title: string;
  phase: SessionPhase;
  needs: string[];
  tools: Tool[];
}

/**
 * Units of all phases in build order, a phase's recipes before the phase itself. A recipe needs only the recipes it names; a phase's
 * `run` needs its recipes and every earlier phase, because it sees what they made.
 */
export function buildGraph(session: Session): GraphUnit[] {
  const units: GraphUnit[] = [];
  const earlier: string[] = [];
  for (const phase of session.phases) {
    const own = phase.recipes.map(
      (recipe): GraphUnit => ({
        unit: recipeUnit(phase.name, recipe.name),
        kind: 'recipe',
        title: recipe.title,
        phase,
        needs: [...recipe.dependencies, ...(recipe.hostDependencies ?? [])].map((name) => recipeUnit(phase.name, name)),
        tools: toolsOf(recipe),
      }),
    );
    units.push(...own, {
      unit: phase.name,
      kind: phase.kind === 'script' ? 'script' : 'phase',
      title: phase.builtin?.title ?? phase.name,
      phase,
      needs: [...own.map((unit) => unit.unit), ...foreignRecipes(session, phase), ...earlier],
      tools: phase.builtin?.tools ?? [],
    });
    if (!phase.builtin?.offByDefault) earlier.push(phase.name);
  }
  return units;
}

/** Programs of this machine: those of a build root are in it. */
const toolsOf = ({ buildRoot, tools, attributes = [] }: Recipe): Tool[] => [
  ...(buildRoot === undefined ? tools : buildRootTools),
  ...(attributes.some(({ capabilities }) => capabilities !== undefined) ? [capabilityTool] : []),
];

/** Recipes of other phases whose layers it takes whole. */
export function foreignRecipes(session: Session, phase: SessionPhase): string[] {
  const inputs = phase.builtin?.inputs(session.planContext) ?? [];
  return inputs.flatMap((input) => (input.kind === 'recipe' ? [recipeUnit(phase.name, input.recipe)] : []));
}
