import { appendFile, mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure, prerequisiteError } from '../host/errors.js';
import { hashFile } from '../host/hash.js';
import type { Layout } from '../host/layout.js';
import { readError } from '../host/log/read-error.js';
import { storeLayer } from '../layers/cache.js';
import { capture } from '../layers/capture.js';
import { layerDigest } from '../layers/entries.js';
import { linkTree } from '../layers/link.js';
import type { LayerEntry, LayerManifest, SourceRecord } from '../layers/manifest.js';
import type { Recipe, RecipeFile, VersionSet } from '../recipes/define.js';
import type { UnitStep } from '../state/events.js';
import { unitFileName } from '../state/unit-name.js';
import { buildRootPrograms } from './build-root/enter.js';
import { openBuildRoot } from './build-root/open.js';
import { compilerOf } from './compiler.js';
import { headerLeaks } from './header-leaks.js';
import { findLeaks, withoutAllowed } from './leak-check.js';
import { runStep, type StepEnd } from './run-step.js';
import { setCapabilities } from './set-capabilities.js';
import { removeLibtoolArchives, stripTree } from './strip.js';
import { expandStep, type TokenValues } from './tokens.js';
import { createToolchain } from './toolchain/create.js';
import { stepEnvironment } from './toolchain/environment.js';
import { type Programs, thisMachine } from './toolchain/host-tools.js';
import { applyPatches, findPatches, patchLines } from './version-metadata/patch-tree.js';
import { weigh, whole } from './weights.js';
import {
  makeWorkFolder,
  placeFiles,
  removeFolder,
  unpackSources,
  type WorkFolders,
  workFolders,
} from './work-folder.js';

/** A dependency's layer as the cache has it. */
interface DependencyLayer {
  unit: string;
  manifest: LayerManifest;
  tree: string;
}

interface RecipeSource {
  name: string;
  version: string;
  license: string;
  prebuilt: boolean;
  /** Absolute paths of verified files, the source archive first. */
  files: string[];
  /** An operator's own tree in place of files: its folder, where that lies in the deploy root, and the hash of its content. */
  tree?: { path: string; place: string; sha256: string };
}

export interface RunRecipeOptions {
  /** `phase/recipe`. */
  unit: string;
  fingerprint: string;
  layout: Layout;
  jobs: number;
  /** SOURCE_DATE_EPOCH, in seconds. */
  epoch: number;
  sources: RecipeSource[];
  dependencies: DependencyLayer[];
  hostDependencies: DependencyLayer[];
  /** The recipe's files with absolute paths. */
  files: Record<string, RecipeFile>;
  /** Everything the steps print is appended here. */
  logFile: string;
  report: {
    progress: (done: number, total: number | null, label: string) => void;
    message: (level: 'info' | 'warning', text: string) => void;
    /** Told before each step: what it starts, with all the variables that it gets. */
    step: (step: UnitStep) => void;
  };
  signal: AbortSignal;
  /** The layer takes the place of one that the cache has. */
  replace?: boolean;
  /** Asked right before the layer is kept: throws where what it was made from is no longer what the fingerprint says. */
  checkInputs?: () => Promise<void>;
}

/**
 * Makes a recipe's layer and puts it into the cache. The work folder is removed when that went well and kept when not.
 * Throws an OperatorError: the step that failed with its first error line, or the leak that was found; exit 130 when cancelled.
 */
export async function runRecipe(recipe: Recipe, options: RunRecipeOptions): Promise<LayerManifest> {
  const { unit, layout, report, signal, logFile } = options;
  await mkdir(layout.work, { recursive: true });
  // As the kernel names it: compilers say where they are by getcwd().
  const folders = workFolders(path.join(await realpath(layout.work), unitFileName(unit)));
  const programs = await programsOf(recipe, layout, folders);
  const weights = weigh(recipe.steps);
  const progress = (done: number, label: string) => report.progress(Math.round(done), whole, label);
  await mkdir(path.dirname(logFile), { recursive: true });

  progress(0, 'unpack');
  await prepare(recipe, options, folders, programs, () => progress(0, 'make the sysroot'));
  let done = weights.unpack;
  for (const [index, step] of recipe.steps.entries()) {
    const weight = weights.steps[index] ?? 0;
    progress(done, step.title);
    const from = done;
    const command = resolveStep(recipe, options, folders, programs, index);
    const { argv, cwd, env: environment } = command;
    report.step({ title: step.title, argv, cwd, environment, wholeEnvironment: true });
    const end = await runStep({
      step,
      ...command,
      logFile,
      heading: `[${index + 1}/${recipe.steps.length}] ${step.title}`,
      fakerootState: fakerootState(folders),
      dest: folders.dest,
      programs,
      signal,
      onProgress: (at) => progress(from + (weight * at.done) / at.total, `${step.title}: ${at.done} of ${at.total}`),
    });
    if (end.exitCode !== 0) throw stepFailure(options, step.title, end, folders.work);
    done += weight;
  }

  progress(done, 'check');
  const manifest = await finish(recipe, options, folders, programs);
  await removeFolder(folders.work);
  progress(whole, 'done');
  return manifest;
}

const fakerootState = (folders: WorkFolders) => path.join(folders.work, 'fakeroot.state');

/** What its steps start: programs of this machine, or of its build root. */
async function programsOf({ name, buildRoot }: Recipe, { cache }: Layout, { work }: WorkFolders): Promise<Programs> {
  if (buildRoot === undefined) return thisMachine;
  const made = await openBuildRoot(buildRoot, cache);
  if (!made)
    throw prerequisiteError(`${name} compiles in the build root ${buildRoot}, which is not there: run it again.`);
  return buildRootPrograms(made.root, [work, cache.ccache]);
}

async function prepare(
  recipe: Recipe,
  options: RunRecipeOptions,
  folders: WorkFolders,
  programs: Programs,
  onUnpacked: () => void,
): Promise<void> {
  await makeWorkFolder(folders);
  await mkdir(options.layout.cache.ccache, { recursive: true });
  await writeFile(fakerootState(folders), '');
  await unpackSources(options.sources, folders, options);
  if (recipe.versions) await lowerVersions(recipe.versions, options, folders);
  await placeFiles(options.files, folders.files);
  onUnpacked();
  for (const { tree, manifest } of options.dependencies) linkTree(tree, manifest, folders.sysroot);
  for (const { tree, manifest } of options.hostDependencies) linkTree(tree, manifest, folders.host);
  await createToolchain({ recipe, ...folders, programs });
}

/** What a module asks for above the versions that are built would end its configure step. */
async function lowerVersions(versions: VersionSet, { logFile, report }: RunRecipeOptions, { src }: WorkFolders) {
  const patches = await findPatches(src, versions);
  if (patches.length === 0) return;
  await applyPatches(src, patches);
  const lines = patchLines(patches);
  await appendFile(logFile, `==> version metadata\n${lines.map((line) => `${line}\n`).join('')}`);
  const count = lines.length === 1 ? '1 least version' : `${lines.length} least versions`;
  report.message('info', `${count} lowered to what is built: ${lines[0]}`);
}

function resolveStep(
  recipe: Recipe,
  options: RunRecipeOptions,
  folders: WorkFolders,
  programs: Programs,
  index: number,
) {
  const step = recipe.steps[index];
  if (!step) throw new TypeError(`${recipe.name} has no step ${index}`);
  const values: TokenValues = { ...folders, jobs: String(options.jobs), epoch: String(options.epoch) };
  const { argv, cwd, env } = expandStep(step, values);
  return { argv, cwd, env: { ...stepEnvironment(recipe, values, options.layout.cache.ccache, programs), ...env } };
}

function stepFailure(
  { unit, logFile }: RunRecipeOptions,
  title: string,
  { exitCode, logStart }: StepEnd,
  work: string,
) {
  const { error } = readError(logFile, logStart);
  const place = error?.lineNumber == null ? `log: ${logFile}` : `line ${error.lineNumber} of ${logFile}`;
  const cause = `${error ? `: ${error.line}` : ''} (${place})`;
  return failure(`${unit}: the step "${title}" exited with ${exitCode}${cause}; its work folder ${work} is kept.`);
}

/** From what the steps put into @dest@ to a checked layer in the cache. */
async function finish(
  recipe: Recipe,
  options: RunRecipeOptions,
  folders: WorkFolders,
  programs: Programs,
): Promise<LayerManifest> {
  const { unit, fingerprint, layout, epoch, jobs, signal } = options;
  await removeLibtoolArchives(folders.dest);
  // What somebody else built is taken as it is.
  const stripped = recipe.interpreter !== 'any' && options.sources.some(({ prebuilt }) => !prebuilt);
  if (stripped) await stripTree({ dir: folders.dest, temporary: folders.tmp, jobs, programs, signal });
  const state = fakerootState(folders);
  await setCapabilities(recipe, { dir: folders.dest, state, signal });
  const entries = await capture({
    dir: folders.dest,
    fakerootState: state,
    epoch,
    ...(recipe.attributes ? { attributes: recipe.attributes } : {}),
  });
  if (entries.length === 0)
    throw failure(`${unit}: its steps installed nothing into DESTDIR; its work folder ${folders.work} is kept.`);
  await refuseLeaks(recipe, options, folders, programs, entries);
  const manifest: LayerManifest = {
    schemaVersion: 1,
    unit,
    fingerprint,
    digest: layerDigest(entries),
    createdAt: new Date().toISOString(),
    prebuilt: options.sources.filter(({ prebuilt }) => prebuilt).map(({ name, version }) => `${name} ${version}`),
    sources: await sourceRecords(options.sources),
    tools: await compilerOf(recipe, layout.cache),
    entries,
  };
  await options.checkInputs?.();
  const onMessage = (text: string) => options.report.message('warning', text);
  await storeLayer(layout.cache, manifest, folders.dest, { onMessage, replace: options.replace ?? false });
  return manifest;
}

async function refuseLeaks(
  recipe: Recipe,
  options: RunRecipeOptions,
  folders: WorkFolders,
  programs: Programs,
  entries: LayerEntry[],
): Promise<void> {
  const { unit, layout, logFile, signal } = options;
  const inLayer = await findLeaks({
    recipe,
    dir: folders.dest,
    entries,
    sysroot: options.dependencies.flatMap(({ manifest }) => manifest.entries),
    forbidden: [...new Set([layout.work, path.dirname(folders.work), layout.cache.root])],
    signal,
  });
  // What runs on this machine may be compiled with its headers.
  const { build, work } = folders;
  const inHeaders = recipe.libc === 'host' ? [] : await headerLeaks({ build, work, programs, signal });
  const leaks = [...inLayer.map((leak) => ({ ...leak, path: `/${leak.path}` })), ...withoutAllowed(recipe, inHeaders)];
  const [first, ...more] = leaks;
  if (!first) return;
  await appendFile(logFile, `\n==> leaks\n${leaks.map((leak) => `error: ${leak.path} ${leak.found}\n`).join('')}`);
  const others = more.length > 0 ? `, and ${more.length} more in ${logFile}` : '';
  throw failure(`${unit}: ${first.path} ${first.found}${others}; its work folder ${folders.work} is kept.`);
}

async function sourceRecords(sources: RecipeSource[]): Promise<SourceRecord[]> {
  const records = sources.map(async ({ name, version, license, prebuilt, files, tree }) => {
    const common = { name, version, license, prebuilt };
    if (tree) return [{ ...common, file: tree.place, sha256: tree.sha256, vendored: true }];
    return Promise.all(
      files.map(async (file) => ({ ...common, file: path.basename(file), sha256: await hashFile(file) })),
    );
  });
  return (await Promise.all(records)).flat();
}
