import { definePhase } from './define.js';
import { deployFile } from './visor/deploy-file.js';

const inittab = 'config/openrc/inittab';

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
  run: async (ctx) => ctx.layer.copy('etc/inittab', deployFile(ctx.layout.root, inittab), { mode: 0o644 }),
});
