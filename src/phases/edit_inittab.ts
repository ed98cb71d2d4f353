import { ownOrPackaged } from '../host/package.js';
import { definePhase } from './define.js';

const inittab = 'config/inittab';

export const phase = definePhase({
  name: 'edit_inittab',
  title: 'Inittab',
  summary: 'Init starts OpenRC; a login on tty1 and, where the kernel is told of one, on the serial console',
  group: 'Skeleton and init',
  needs: () => 'target',
  tools: [],
  recipes: () => [],
  inputs: () => [{ kind: 'file', path: inittab }],
  outputs: () => [],
  run: async (ctx) => ctx.layer.copy('etc/inittab', ownOrPackaged(ctx.layout.root, inittab), { mode: 0o644 }),
});
