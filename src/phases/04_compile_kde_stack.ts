import { stackRecipes } from '../recipes/desktop/stack/recipes.js';
import { phase as qtDeps } from './03_compile_qt_deps.js';
import { phase as mesaStack } from './compile_mesa_stack.js';
import { definePhase } from './define.js';
import { replaceRestored, restoredLibraries, restoredQtFiles, showToRestoredQt } from './smechos/replace-restored.js';
import { withVersions } from './smechos/version-metadata.js';

const name = '04_compile_kde_stack';

export const phase = definePhase({
  name,
  title: 'Qt, KDE Frameworks and Plasma',
  summary:
    'Qt, KDE Frameworks and Plasma with the libraries that they need: some 270 modules, a day of a machine with few processors',
  group: 'Desktop',
  needs: () => 'target',
  tools: [{ command: 'readelf', package: 'binutils' }],
  recipes: (ctx) =>
    withVersions(
      stackRecipes(
        ctx.settings,
        [qtDeps, mesaStack].map((phase) => ({ phase: phase.name, recipes: phase.recipes(ctx) })),
        ctx.provision,
      ),
      ctx,
    ),
  inputs: () => [{ kind: 'view', globs: [...restoredLibraries, ...restoredQtFiles] }],
  outputs: () => [],
  // Most of it has never been compiled here: it is begun when somebody asks for it.
  offByDefault: true,
  run: async (ctx) => {
    await replaceRestored(ctx, name);
    showToRestoredQt(ctx, name);
  },
});
