import { linuxHeaders } from '../recipes/linux-headers.js';
import { musl } from '../recipes/musl.js';
import { definePhase } from './define.js';

export const phase = definePhase({
  name: '10_bootstrap_musl',
  title: 'C library',
  summary: 'Kernel headers and musl: what every program of SmechVisor is compiled against',
  group: 'Base system',
  needs: () => 'target',
  tools: [],
  recipes: () => [linuxHeaders, musl],
  inputs: () => [],
  outputs: () => [],
  run: async () => {},
});
