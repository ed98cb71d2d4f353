import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure, prerequisiteError } from '../../host/errors.js';
import { run } from '../../host/exec.js';
import { holdLock } from '../../host/flock.js';
import type { CacheLayout } from '../../host/layout.js';
import { mmdebstrapCommand } from '../../host/mmdebstrap.js';
import { checkSpace } from '../../host/space.js';
import { describeMissing, lookUpAll } from '../../host/tools.js';
import { versionLine } from '../version-line.js';
import { buildRootPrograms } from './enter.js';
import { type BuildRoot, type BuildRootRecord, identityOf, openBuildRoot, packagesIn } from './open.js';
import { type BuildRootName, buildRootFolders, buildRootSpecs } from './spec.js';
import { buildRootTools } from './tools.js';

const GiB = 2 ** 30;

export interface MakeOptions {
  cache: CacheLayout;
  offline: boolean;
  signal: AbortSignal;
  log: (text: string) => void;
}

/** The build root of a name, made if there is none: once, by one process at a time, and complete or not at all. */
export async function ensureBuildRoot(name: BuildRootName, options: MakeOptions): Promise<BuildRoot> {
  const { cache, offline, signal, log } = options;
  const there = await openBuildRoot(name, cache);
  if (there) return there;
  const { dir, lock } = buildRootFolders(name, cache);
  if (offline)
    throw prerequisiteError(
      `The build root ${dir} is not there and --offline keeps it from being made: run \`smechdeploy-tui fetch\` with a network first.`,
    );
  const missing = describeMissing(await lookUpAll(buildRootTools));
  if (missing !== null) throw prerequisiteError(missing);
  await checkSpace([{ path: dir, bytes: 3 * GiB, inodes: 100_000, what: 'the build root' }]);
  return holdLock(lock, signal, async () => {
    const other = await openBuildRoot(name, cache);
    if (other) return other;
    log(`Making the build root ${dir} from Debian ${buildRootSpecs[name].suite}.`);
    return await make(name, options);
  });
}

async function make(name: BuildRootName, { cache, signal, log }: MakeOptions): Promise<BuildRoot> {
  const { dir } = buildRootFolders(name, cache);
  await mkdir(cache.buildRoots, { recursive: true });
  const made = await mkdtemp(path.join(cache.buildRoots, `.${name}-`));
  try {
    const root = path.join(made, 'root');
    await mkdir(root);
    await run(['bash', '-c', unpack, 'bash', root, ...(await bootstrapCommand(name))], { signal, onOutput: log });
    await writeFile(path.join(made, 'build-root.json'), JSON.stringify(await describe(name, root)));
    // What is there is not complete: remains of a root that was changed or half removed.
    await rm(dir, { recursive: true, force: true });
    await rename(made, dir);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  const root = await openBuildRoot(name, cache);
  if (!root) throw failure(`The build root ${dir} changed while it was made: run again.`);
  return root;
}

/** As an archive, so that its files become the operator's own, who may remove them as they are. Devices are bubblewrap's to make. */
const unpack = 'set -o pipefail; root=$1; shift; "$@" | tar -x --no-same-owner --exclude="./dev/*" -C "$root"';

const bootstrapCommand = (name: BuildRootName) =>
  mmdebstrapCommand({
    ...buildRootSpecs[name],
    target: '-',
    options: [
      '--format=tar',
      // What nobody reads there, and no disk flush for each package of something that is thrown away when it is not complete.
      ...['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*'].map(
        (glob) => `--dpkgopt=path-exclude=${glob}`,
      ),
      '--dpkgopt=force-unsafe-io',
    ],
  });

/** Starts its compiler too: a root that can't be entered is none. */
async function describe(name: BuildRootName, root: string): Promise<BuildRootRecord> {
  const { enter } = buildRootPrograms(root, []);
  const env = { LC_ALL: 'C', PATH: '/usr/bin:/bin' };
  const ask = async (program: string) => versionLine((await run(enter([program, '--version']), { env })).stdout);
  const packages = await packagesIn(root);
  return {
    schemaVersion: 1,
    name,
    suite: buildRootSpecs[name].suite,
    madeAt: new Date().toISOString(),
    identity: identityOf(packages),
    gcc: await ask('gcc'),
    binutils: await ask('ld'),
    packages,
  };
}
