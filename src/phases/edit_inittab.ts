import { ownOrPackaged } from '../host/package.js';
import { definePhase, type PlanContext } from './define.js';

/** By init: BusyBox's has a syntax of its own. */
const inittabs: Record<PlanContext['profile']['name'], string> = {
  smechvisor: 'config/inittab',
  smechos: 'config/smechos/inittab',
};

export const phase = definePhase({
  name: 'edit_inittab',
  title: 'Inittab',
  summary: 'Init starts OpenRC; a login on tty1 and, where the kernel is told of one, on the serial console',
  group: 'Skeleton and init',
  needs: ({ profile }) => (profile.name === 'smechos' ? 'image' : 'target'),
  tools: [],
  recipes: () => [],
  inputs: (ctx) => [{ kind: 'file', path: inittabs[ctx.profile.name] }],
  outputs: () => [],
  run: async (ctx) =>
    ctx.layer.copy('etc/inittab', ownOrPackaged(ctx.layout.root, inittabs[ctx.profile.name]), { mode: 0o644 }),
});
