import { constants, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { failure, usageError } from '../host/errors.js';
import { hashFileAnew } from '../host/hash.js';
import { layoutOf } from '../host/layout.js';
import { programEntry } from '../host/package.js';
import { parseJson, SETTINGS_FILE } from '../host/read-settings.js';
import { readArtifactManifest } from '../image/artifact-manifest.js';
import { differences } from '../verify/differences.js';
import type { Reproduction } from '../verify/verdict.js';

export interface ReproduceOptions {
  root: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  report: (line: string) => void;
}

/** What is no input of a build: results, what can be made again, and this program's own. */
const left = new Set([
  '.git',
  '.smechdeploy',
  '.venv',
  'images',
  'iso-builder',
  'node_modules',
  'dist',
  'coverage',
  'src',
  'test',
]);

/**
 * Builds an artifact a second time from scratch: in a copy of the deploy root, with an empty cache but for the fetched sources, into a
 * target of its own. All of it lies below .smechdeploy/reproduce and stays there only where the results differ.
 */
export async function reproduce(file: string, options: ReproduceOptions): Promise<Reproduction> {
  const { root, env, signal, report } = options;
  const name = path.basename(file);
  const manifest = await readArtifactManifest(file);
  if (!manifest)
    throw usageError(`${name} has no manifest, so nothing says how it was made: run the phase that makes it.`);
  const began = performance.now();
  const places = path.join(layoutOf(root, env).state, 'reproduce');
  await mkdir(places, { recursive: true });
  const place = await mkdtemp(path.join(places, 'build-'));
  const copy = path.join(place, 'root');
  await copyRoot(root, copy);
  const cache = path.join(place, 'cache');
  await copySources(layoutOf(root, env).cache.sources, path.join(cache, 'sources'));
  report(`${name}: building it again from scratch in ${place}`);
  const run = ['run', manifest.madeBy, '--with-needs', '--profile', manifest.profile, '--root', copy];
  const build = execa(
    process.execPath,
    [programEntry('cli.js'), ...run, '--target', path.join(layoutOf(copy, env).targets, manifest.profile)],
    {
      cwd: copy,
      env: { ...env, SMECHDEPLOY_CACHE_DIR: cache },
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      cancelSignal: signal,
      // It cancels its run, which may take a while.
      forceKillAfterDelay: 60_000,
      all: true,
      lines: true,
      buffer: false,
    },
  );
  for await (const line of build.iterable({ from: 'all' })) report(line);
  const { exitCode } = await build;
  signal.throwIfAborted();
  const again = path.join(copy, 'images', name);
  if (exitCode !== 0 || !existsSync(again))
    throw failure(`${name} could not be built again: \`smechdeploy-tui history --root ${copy}\` shows why.`);
  const sha256 = await hashFileAnew(again);
  const ok = sha256 === (await hashFileAnew(file));
  const found = ok ? [] : await differences(file, again, place, signal);
  if (ok) await rm(place, { recursive: true, force: true });
  else report(`${name}: the second build stays in ${again}`);
  for (const line of found) report(`${name}: ${line}`);
  return { ok, sha256, seconds: Math.round((performance.now() - began) / 1000), differences: found };
}

/** Settings of which the key alone matters here: the build of the copy looks at the rest. */
const Signed = z.looseObject({ signing: z.unknown() });

/** The deploy root's inputs; without the key, which is for the operator's own artifacts. */
async function copyRoot(root: string, copy: string): Promise<void> {
  await mkdir(copy);
  for (const name of await readdir(root)) {
    if (left.has(name)) continue;
    await cp(path.join(root, name), path.join(copy, name), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  const settings = path.join(copy, SETTINGS_FILE);
  if (!existsSync(settings)) return;
  const { signing, ...rest } = Signed.parse(await parseJson(await readFile(settings, 'utf8'), settings));
  if (signing !== undefined) await writeFile(settings, `${JSON.stringify(rest, null, 2)}\n`);
}

/** Fetched files are known by their hash, which is looked at before each use. */
async function copySources(from: string, to: string): Promise<void> {
  if (existsSync(from)) await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}
