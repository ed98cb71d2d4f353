import { coreSystem } from '../recipes/core/core-system.js';
import { definePhase } from './define.js';

export const phase = definePhase({
  name: '01_compile_core_system',
  title: 'Core system',
  summary: 'Shell, core utilities, disks, modules and processes against glibc; static tools against musl beside them',
  group: 'Core system',
  needs: () => 'target',
  tools: [],
  recipes: () => coreSystem,
  inputs: () => [],
  outputs: () => [],
  run: async () => {},
});
