import { existsSync, globSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, stateDir } from './places.ts';
import { execute, expectExit } from './program.ts';

/** A newcomer's checkout, its cache and what the cases below build in it. */
export const clone = path.join(stateDir, 'clone');
export const cache = path.join(stateDir, 'clone-cache');
export const env = {
  SMECHDEPLOY_CACHE_DIR: cache,
  SMECHDEPLOY_CONFIG_DIR: path.join(stateDir, 'config'),
  // The default would be shared with the operator's own builds on this machine.
  SMECH_TARGET: path.join(clone, '.smechdeploy/target/smechvisor'),
};

/** For a deploy root of SmechOS. Its cache is kept: the other is emptied by the case that builds the clone. */
export const smechosEnv = (root: string) => ({
  ...env,
  SMECHDEPLOY_CACHE_DIR: path.join(stateDir, 'cache'),
  SMECH_TARGET: path.join(root, '.smechdeploy/target/smechos'),
});

/** The last commit, cloned and not yet installed. Nothing of a former clone or of what it built is left. */
export async function freshClone(): Promise<void> {
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  expectExit(await execute(['git', 'clone', '-q', projectRoot, clone]), 0, 'git clone');
}

/** Fails when the case that builds the clone has not run. */
export function needBuild(): void {
  if (!existsSync(path.join(clone, 'images')))
    throw new Error('Run the case visor-build first: this one works on what it built.');
}

/** The ISO to work on: SMECHDEPLOY_E2E_ISO (the shim's: SMECHDEPLOY_E2E_SHIM), else what the case visor-build has built. */
export function needIso(medium: 'install' | 'shim' = 'install'): string {
  const { SMECHDEPLOY_E2E_ISO: install, SMECHDEPLOY_E2E_SHIM: shim } = process.env;
  const own = medium === 'install' ? install : shim;
  if (own) return own;
  needBuild();
  const [iso] = globSync(path.join(clone, `images/smechvisor-${medium}-*.iso`));
  if (iso === undefined) throw new Error(`Run the case visor-build first: there is no ${medium} ISO.`);
  return iso;
}
