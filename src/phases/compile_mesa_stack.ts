import { mesaStack } from '../recipes/desktop/mesa.js';
import { definePhase } from './define.js';
import { replaceRestored, restoredLibraries } from './smechos/replace-restored.js';

const name = 'compile_mesa_stack';

export const phase = definePhase({
  name,
  title: 'Mesa',
  summary: 'OpenGL, EGL, GBM and Vulkan: radeonsi and radv, virgl and venus, softpipe, llvmpipe where settings say so',
  group: 'Desktop',
  needs: () => 'target',
  tools: [{ command: 'readelf', package: 'binutils' }],
  recipes: ({ settings }) => mesaStack(settings.mesa),
  inputs: () => [{ kind: 'view', globs: restoredLibraries }],
  outputs: () => [],
  // It takes an hour, and a restored desktop has a Mesa of its own, with llvmpipe: it is begun when somebody asks for it.
  offByDefault: true,
  run: async (ctx) => replaceRestored(ctx, (unit) => unit.startsWith(`${name}/`)),
});
