import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { env } from '../clone.ts';
import { stateDir } from '../places.ts';
import { execute, expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

const root = path.join(stateDir, 'smechos');
const reference = path.join(stateDir, 'reference');
const own = { ...env, SMECH_TARGET: path.join(stateDir, 'smechos-target') };

/** Phase 1 onto an empty part2.img from a host that `reference create` makes, our kernel and boot loader, the disk, and its start. */
export const smechosBase: Case = {
  title: 'a reference host, the restored base, our kernel: images/smechos.img starts to an OpenRC login, BIOS and UEFI',
  async run() {
    for (const folder of [root, own.SMECH_TARGET]) rmSync(folder, { recursive: true, force: true });
    mkdirSync(stateDir, { recursive: true });
    if (!existsSync(reference))
      expectExit(
        await smechdeploy(['reference', 'create', reference], { env: own, show: true }),
        0,
        'reference create',
      );
    expectExit(await smechdeploy(['init', root], { env: own }), 0, 'init');
    const run = ['run', '--profile', 'smechos', '--reference', reference];
    const options = { cwd: root, env: own, show: true };
    expectExit(await smechdeploy([...run, '--until', 'write_unreadable_etc'], options), 0, 'phase 1');
    const image = path.join(root, 'images/part2.img');
    expectExit(await execute(['e2fsck', '-fn', image]), 0, 'e2fsck');
    expectExit(await smechdeploy([...run, '04_compile_kde_stack'], options), 3, 'a phase that this version lacks');
    expectExit(await smechdeploy(run, options), 0, 'run');
    const again = expectExit(await smechdeploy(run, options), 0, 'run again');
    if (!again.stdout.includes('Nothing to do')) throw new Error(`the second run did something:\n${again.stdout}`);
    expectExit(await smechdeploy(['verify', 'images/smechos.img'], options), 0, 'verify');
  },
};
