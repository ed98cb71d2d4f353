import type { Recipe } from '../recipes/define.js';
import { stackRecipes } from '../recipes/desktop/stack/recipes.js';
import { phase as qtDeps } from './03_compile_qt_deps.js';
import { phase as mesaStack } from './compile_mesa_stack.js';
import { definePhase, type PlanContext } from './define.js';
import { replaceRestored, restoredLibraries, restoredQtFiles, showToRestoredQt } from './smechos/replace-restored.js';
import { withVersions } from './smechos/version-metadata.js';

const name = '04_compile_kde_stack';

const recipes = (ctx: PlanContext): Recipe[] =>
  withVersions(
    stackRecipes(
      ctx.settings,
      [qtDeps, mesaStack].map((phase) => ({ phase: phase.name, recipes: phase.recipes(ctx) })),
      ctx.provision,
    ),
    ctx,
  );

export const phase = definePhase({
  name,
  title: 'Qt, KDE Frameworks and Plasma',
  summary:
    'Qt, KDE Frameworks and Plasma with the libraries that they need: some 270 modules, a day of a machine with few processors',
  group: 'Desktop',
  needs: () => 'target',
  tools: [{ command: 'readelf', package: 'binutils' }],
  recipes,
  inputs: () => [{ kind: 'view', globs: [...restoredLibraries, ...restoredQtFiles] }],
  outputs: () => [],
  // Most of it has never been compiled here: it is begun when somebody asks for it.
  offByDefault: true,
  run: async (ctx) => {
    // Not the libraries below: PAM's, for one, would look for its modules where a restored system has none.
    const modules = recipes(ctx).filter(({ groups = [] }) => !groups.includes('libraries'));
    const own = new Set(modules.map((recipe) => `${name}/${recipe.name}`));
    await replaceRestored(ctx, (unit) => own.has(unit));
    showToRestoredQt(ctx, name);
  },
});
