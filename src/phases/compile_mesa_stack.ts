import { mesaStack } from '../recipes/desktop/mesa.js';
import { definePhase } from './define.js';

export const phase = definePhase({
  name: 'compile_mesa_stack',
  title: 'Mesa',
  summary: 'OpenGL, EGL, GBM and Vulkan: radeonsi and radv, virgl and venus, softpipe, llvmpipe where settings say so',
  group: 'Desktop',
  needs: () => 'target',
  tools: [],
  recipes: ({ settings }) => mesaStack(settings.mesa),
  inputs: () => [],
  outputs: () => [],
  // It takes an hour, and a restored desktop has a Mesa of its own, with llvmpipe: it is begun when somebody asks for it.
  offByDefault: true,
  run: async () => {},
});
