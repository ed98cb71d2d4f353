import path from 'node:path';
import { clone, env, needBuild } from '../clone.ts';
import { expectExit, listing, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

export const visorUndisturbed: Case = {
  title: 'phase 12 again after edit_inittab: the target is what an undisturbed build gives',
  async run() {
    needBuild();
    const at = { checkout: clone, cwd: clone, env };
    const plan = JSON.parse(
      expectExit(await smechdeploy(['plan', '--profile', 'smechvisor', '--json'], at), 0, 'plan').stdout,
    );
    const before = listing(plan.target);
    if (!before.includes('etc/inittab')) throw new Error(`${path.join(plan.target, 'etc/inittab')} is not there`);
    expectExit(await smechdeploy(['run', '12_write_etc_skeleton', '--profile', 'smechvisor'], at), 0, 'run 12');
    if (listing(plan.target) !== before) throw new Error('the target differs after phase 12 ran again');
    const after = JSON.parse((await smechdeploy(['plan', '--profile', 'smechvisor', '--json'], at)).stdout);
    const stale = after.phases
      .filter((phase: { state: string }) => phase.state !== 'fresh')
      .map((phase: { name: string }) => phase.name);
    if (stale.length > 0) throw new Error(`stale after an unchanged phase ran again: ${stale.join(', ')}`);
  },
};
