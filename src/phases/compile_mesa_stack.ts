import { mesaStack } from '../recipes/desktop/mesa.js';
import { definePhase } from './define.js';

export const phase = definePhase({
  name: 'compile_mesa_stack',
  title: 'Mesa',
  summary: 'OpenGL, EGL, GBM and Vulkan: radeonsi and radv, virgl and venus, softpipe',
  group: 'Desktop',
  needs: () => 'target',
  tools: [],
  recipes: () => mesaStack,
  inputs: () => [],
  outputs: () => [],
  // Mesa has been configured, never compiled to its end: it is begun when somebody asks for it.
  offByDefault: true,
  run: async () => {},
});
