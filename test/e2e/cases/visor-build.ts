import { globSync, rmSync } from 'node:fs';
import { cache, clone, env, freshClone } from '../clone.ts';
import { execute, expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

/** The README's first line in a fresh clone with an empty cache, then both ISOs in QEMU. */
export const visorBuild: Case = {
  title: 'from a fresh clone and an empty cache to ISOs that boot, BIOS and UEFI',
  async run() {
    rmSync(cache, { recursive: true, force: true });
    await freshClone();
    const line = 'npm ci --no-fund --no-audit && npx smechdeploy-tui run --profile smechvisor --fix';
    const built = expectExit(await execute(['sh', '-c', line], { cwd: clone, env, show: true }), 0, line);
    console.log(`Built in ${Math.round(built.seconds)} s`);
    const isos = globSync('images/*.iso', { cwd: clone }).sort();
    if (isos.length !== 2) throw new Error(`expected an install and a shim ISO, found ${isos.join(', ') || 'none'}`);
    console.log((await smechdeploy(['history'], { checkout: clone, cwd: clone, env })).stdout);
    expectExit(await smechdeploy(['verify', ...isos], { checkout: clone, cwd: clone, env, show: true }), 0, 'verify');
  },
};
