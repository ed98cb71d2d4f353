import { clone, env, needBuild } from '../clone.ts';
import { execute, expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

export const visorAgain: Case = {
  title: 'an unchanged profile: nothing runs, in under a second beyond the start of Node',
  async run() {
    needBuild();
    const start = (await execute([process.execPath, '-e', '0'])).seconds;
    const again = expectExit(
      await smechdeploy(['run', '--profile', 'smechvisor'], { checkout: clone, cwd: clone, env }),
      0,
      'run again',
    );
    if (!/nothing to do/i.test(again.stdout))
      throw new Error(`did not say that there is nothing to do: ${again.stdout}`);
    console.log(
      `Node starts in ${start.toFixed(2)} s; run again took ${again.seconds.toFixed(2)} s: ${again.stdout.trim()}`,
    );
    if (again.seconds - start > 1) throw new Error('took more than a second beyond the start of Node');
  },
};
