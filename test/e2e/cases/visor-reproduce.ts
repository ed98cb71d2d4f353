import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cache, clone, env, needBuild } from '../clone.ts';
import { stateDir } from '../places.ts';
import { execute, expectExit } from '../program.ts';
import { sha256 } from '../sha256.ts';
import type { Case } from './index.ts';

/**
 * A second build of everything, which takes as long as the first one (25 minutes on two idle cores): another folder, an empty cache but for
 * the fetched sources, another umask, time zone and language, one job.
 */
export const visorReproduce: Case = {
  title: 'a second build from scratch in another folder gives the same ISOs, byte for byte',
  async run() {
    needBuild();
    const place = path.join(stateDir, 'second');
    const root = path.join(place, 'another/folder-with_a.longer+name');
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    expectExit(await execute(['git', 'clone', '-q', clone, root]), 0, 'git clone');
    for (const name of ['node_modules', 'dist', 'essentials'])
      cpSync(path.join(clone, name), path.join(root, name), { recursive: true, verbatimSymlinks: true });
    cpSync(path.join(cache, 'sources'), path.join(place, 'cache/sources'), { recursive: true });
    const second = {
      ...env,
      SMECHDEPLOY_CACHE_DIR: path.join(place, 'cache'),
      SMECH_TARGET: path.join(root, '.smechdeploy/target/smechvisor'),
      ...{ TZ: 'Asia/Tokyo', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    };
    const line = 'umask 077 && npx smechdeploy-tui run --profile smechvisor --offline --jobs 1';
    const built = expectExit(await execute(['sh', '-c', line], { cwd: root, env: second, show: true }), 0, line);
    console.log(`Built again in ${Math.round(built.seconds)} s`);
    const isos = globSync('images/*.iso', { cwd: clone }).sort();
    if (isos.length === 0) throw new Error(`there is no ISO in ${clone}`);
    const sums = isos.map((iso) => ({
      iso,
      first: sha256(path.join(clone, iso)),
      second: sha256(path.join(root, iso)),
    }));
    for (const { iso, first, second } of sums) console.log(`${first} ${second} ${iso}`);
    const different = sums.filter(({ first, second }) => first !== second).map(({ iso }) => iso);
    if (different.length > 0)
      throw new Error(`${different.join(', ')}: the second build differs; both are kept, in ${clone} and ${root}`);
    rmSync(place, { recursive: true, force: true });
  },
};
