import { definePhase } from './define.js';
import { restore } from './smechos/restore.js';
import { utilities } from './smechos/selections.js';

export const phase = definePhase({
  name: 'restore_utils',
  title: 'Utilities',
  summary: 'Core programs and what they share, from the reference host',
  group: 'Base system restoration',
  needs: () => 'image',
  tools: [],
  recipes: () => [],
  inputs: () => [{ kind: 'reference', select: utilities }],
  outputs: () => [],
  run: async (ctx) => {
    await restore(ctx, utilities);
  },
});
