import { appendFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clone, env, needBuild } from '../clone.ts';
import { expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

const fragment = 'config/kernel/smechvisor.config';
const expected = ['15_build_smechvisor_install_iso', '16_build_smechvisor_deploy_shim', 'compile_kernel'];

export const visorOption: Case = {
  title: 'one kernel option changed: only the kernel and what packs it run, and why names the file',
  async run() {
    needBuild();
    const at = { checkout: clone, cwd: clone, env };
    const file = path.join(clone, fragment);
    const text = readFileSync(file, 'utf8');
    try {
      appendFileSync(file, '\nCONFIG_BLK_DEV_NULL_BLK=m\n');
      const why = expectExit(
        await smechdeploy(['why', 'compile_kernel', '--profile', 'smechvisor'], at),
        0,
        'why',
      ).stdout;
      if (!why.includes(fragment)) throw new Error(`why compile_kernel does not name ${fragment}: ${why}`);
      expectExit(await smechdeploy(['run', '--profile', 'smechvisor', '--json'], { ...at, show: false }), 0, 'run');
      const status = JSON.parse((await smechdeploy(['status', '--json'], at)).stdout);
      const ran = status.phases
        .filter((phase: { state: string }) => phase.state === 'done')
        .map((phase: { name: string }) => phase.name);
      console.log(why.trim(), '\nran:', ran.join(', '));
      if (ran.sort().join() !== expected.join())
        throw new Error(`ran ${ran.join(', ')}, expected ${expected.join(', ')}`);
      const isos = globSync('images/smechvisor-install-*.iso', { cwd: clone });
      expectExit(await smechdeploy(['verify', ...isos], { ...at, show: true }), 0, 'verify');
    } finally {
      writeFileSync(file, text);
    }
  },
};
