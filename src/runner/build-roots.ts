import { ensureBuildRoot, type MakeOptions } from '../build/build-root/make.js';
import { openBuildRoot } from '../build/build-root/open.js';
import { type BuildRootName, buildRootFolders, buildRootSpecs } from '../build/build-root/spec.js';
import type { Finding } from '../host/doctor.js';
import { lackOf, lookUpAll } from '../host/tools.js';
import type { Recipe } from '../recipes/define.js';
import type { Session } from './session.js';

/** Build roots that recipes name. */
const buildRootsOf = (recipes: Recipe[]): BuildRootName[] => [
  ...new Set(recipes.flatMap(({ buildRoot }) => buildRoot ?? [])),
];

/** Those of them that are not there. */
export async function missingBuildRoots({ layout }: Session, recipes: Recipe[]): Promise<BuildRootName[]> {
  const missing: BuildRootName[] = [];
  for (const name of buildRootsOf(recipes)) if (!(await openBuildRoot(name, layout.cache))) missing.push(name);
  return missing;
}

/** Makes those that are not there, one after the other. */
export async function makeBuildRoots(names: BuildRootName[], options: MakeOptions): Promise<void> {
  for (const name of names) await ensureBuildRoot(name, options);
}

/** What doctor says: where each build root of a profile is, and why its recipes are not compiled on the machine itself. */
export async function buildRootFindings({ phases, layout }: Session): Promise<Finding[]> {
  const names = buildRootsOf(phases.flatMap(({ recipes }) => recipes));
  return Promise.all(
    names.map(async (name): Promise<Finding> => {
      const { suite, beyond } = buildRootSpecs[name];
      const made = await openBuildRoot(name, layout.cache);
      const { dir } = buildRootFolders(name, layout.cache);
      const lack = lackOf(await lookUpAll(beyond));
      const why = lack === '' ? 'so that every machine gives the same' : `because this machine lacks ${lack}`;
      const state = made
        ? `gcc ${made.gcc.split(' ')[0]} of Debian ${suite} in ${dir}`
        : `of Debian ${suite}: the next run makes it in ${dir} (1.3 GB, about 0.3 GB to fetch)`;
      return { what: `build root ${name}`, state: 'ok', detail: `${state}, ${why}`, fix: null, tool: null };
    }),
  );
}
