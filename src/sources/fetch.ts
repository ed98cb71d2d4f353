import PQueue from 'p-queue';
import { prerequisiteError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import { ByteProgress } from './byte-progress.js';
import type { CatalogEntry, SourceFile, SourceVariant, VendoredTree } from './define.js';
import { type FetchRun, type FileOutcome, fetchFile, newFetchRun, removeLeftovers } from './fetch-file.js';
import { type LockedSource, readLock, updateLock } from './lock.js';
import { defaultTimeouts, PlaceError, type Timeouts } from './places/attempt.js';
import { findPresent } from './present.js';
import { type Resolved, resolveSource } from './resolve.js';
import { packagePlace, successorOf, successorRecord, withSuccessors } from './successors.js';
import { lockedTree } from './tree-lock.js';
import { alternativesOf, sameFiles, variantInForce } from './variants.js';

export interface FetchOptions {
  layout: Layout;
  settings: DeploySettings;
  /** Never asks the network: vendored folders, cache and mirrors that are folders remain. */
  offline?: boolean;
  noPrebuilt?: boolean;
  /** Asks the source places again where the lock says prebuilt: a file that is missing today may be there tomorrow. */
  retrySources?: boolean;
  signal?: AbortSignal;
  /** Bytes. */
  onProgress?: (done: number, total: number, label: string) => void;
  log?: (text: string) => void;
  entries?: CatalogEntry[];
  timeouts?: Timeouts;
}

const refused = 'which --no-prebuilt refuses';

/** Few at once: the mirrors are other people's machines. */
const downloadsAtOnce = 4;

/**
 * Fetches and verifies what lacks of the named sources, and records in essentials/sources.lock.json what each is built from.
 * What can't be had is told in one error (exit 3) at the end, when all others are there. Cancelling rejects with the signal's reason.
 */
export async function fetchSources(names: string[], options: FetchOptions): Promise<void> {
  const { layout, settings } = options;
  const log = options.log ?? (() => {});
  const signal = options.signal ?? new AbortController().signal;
  const run = newFetchRun({
    layout,
    settings,
    offline: options.offline ?? false,
    signal,
    timeouts: options.timeouts ?? defaultTimeouts,
    log,
  });
  await removeLeftovers(layout);
  const progress = new ByteProgress(options.onProgress ?? (() => {}));
  const queue = new PQueue({ concurrency: downloadsAtOnce });
  const results = await Promise.allSettled(
    [...new Set(names)].map((name) => queue.add(() => provide(name, options, run, progress))),
  );
  const locked: Record<string, LockedSource> = {};
  const failures: string[] = [];
  for (const result of results) {
    if (result.status === 'rejected') continue;
    if ('failure' in result.value) failures.push(result.value.failure);
    else locked[result.value.name] = result.value.locked;
  }
  await updateLock(layout, locked);
  signal.throwIfAborted();
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  if (failures.length > 0) throw prerequisiteError(sentence(failures, layout, run.offline));
}

type Provided = { name: string; locked: LockedSource } | { failure: string };

/** Has one source by the first of its alternatives that works. */
async function provide(name: string, options: FetchOptions, run: FetchRun, progress: ByteProgress): Promise<Provided> {
  const { layout, settings } = options;
  const resolved = await resolveSource(name, layout, settings, {
    ...(options.entries ? { entries: options.entries } : {}),
    noPrebuilt: options.noPrebuilt ?? false,
    log: run.log,
  });
  const before = (await readLock(layout)).sources[name];
  if (resolved.variant.tree) return { name, locked: await provideTree(resolved, resolved.variant.tree, before, run) };
  const alternatives = alternativesOf(resolved.entry, settings)
    .filter((one) => !(one.prebuilt && options.noPrebuilt))
    .map((one) => withSuccessors(one, before));
  if (alternatives.length === 0) return { failure: `${name} can only be had prebuilt, ${refused}` };
  const settled = resolved.files && !(resolved.variant.prebuilt && options.retrySources && !run.offline);
  // What the lock records is asked first, so that all operators build from the same files; a prebuilt set always comes last.
  const order = settled
    ? [resolved.variant]
    : [...alternatives].sort((a, b) => rank(a, resolved.variant) - rank(b, resolved.variant));
  const reasons: string[] = [];
  for (const variant of order) {
    const outcome = await provideVariant(variant, run, progress);
    if ('files' in outcome)
      return { name, locked: lockedSource({ ...variant, files: outcome.files }, outcome.places, before) };
    reasons.push(outcome.reason);
  }
  run.log(`${name} could not be had: ${reasons.join(', or ')}.`);
  return { failure: `${name} ${order[0]?.version ?? ''} (${reasons.join(', or ')})` };
}

/** There is nothing to fetch; the log says where the catalog's version is another one. */
async function provideTree({ entry }: Resolved, tree: VendoredTree, before: LockedSource | undefined, run: FetchRun) {
  const { version } = variantInForce(entry, run.settings);
  const other = version === tree.version ? '' : ` (the catalog has ${version})`;
  run.log(`${entry.name}: vendored tree ${tree.place}, version ${tree.version}${other}.`);
  return lockedTree(tree, before);
}

const rank = (variant: SourceVariant, preferred: SourceVariant) =>
  variant.prebuilt ? 2 : variant === preferred ? 0 : 1;

/** The files that stand for the variant now, and which place served each. */
interface Have {
  files: SourceFile[];
  places: string[];
}

async function provideVariant(
  variant: SourceVariant,
  run: FetchRun,
  progress: ByteProgress,
): Promise<Have | { reason: string }> {
  const have: Have = { files: [], places: [] };
  const failed: string[] = [];
  for (const file of variant.files) {
    let outcome = await provideFile(file, run, progress);
    const later = 'reasons' in outcome && variant.prebuilt ? await findSuccessor(file, run) : null;
    if (later) outcome = await provideFile(later, run, progress);
    if ('place' in outcome) {
      have.files.push(later ?? file);
      have.places.push(outcome.place);
      continue;
    }
    failed.push([file.file, outcome.reasons.join(', ')].filter((text) => text !== '').join(': '));
    // Online one lacking file ends it; offline it costs nothing to name them all.
    if (!run.offline) break;
  }
  return failed.length === 0 ? have : { reason: failed.join(', ') };
}

async function provideFile(file: SourceFile, run: FetchRun, progress: ByteProgress): Promise<FileOutcome> {
  const present = await findPresent(file, run.layout);
  if (present) return { place: present.place };
  const counter = progress.start(file);
  const outcome = await fetchFile(file, run, counter.bytes);
  if ('place' in outcome) counter.done();
  else counter.drop();
  return outcome;
}

/** A distribution replaces its packages: the version that its signed index lists now, where that is another one. */
async function findSuccessor(file: SourceFile, run: FetchRun): Promise<SourceFile | null> {
  const place = packagePlace(file);
  if (place === null || run.offline) return null;
  const later = await run.debian.newest(place, run).catch((error: unknown) => {
    if (error instanceof PlaceError) return null;
    throw error;
  });
  if (later === null || later.sha256 === file.sha256) return null;
  run.log(`${file.file} is no longer to be had: ${place.package} ${later.version} of ${place.suite} takes its place.`);
  return successorOf(file, later);
}

/** The lock's record; an unchanged one keeps its places and times, so that the file does not change with every fetch. */
function lockedSource(variant: SourceVariant, places: string[], before: LockedSource | undefined): LockedSource {
  const provision = variant.prebuilt ? 'prebuilt' : 'source';
  if (before?.version === variant.version && before.provision === provision && sameFiles(before, variant))
    return before;
  const at = new Date().toISOString();
  const record = (file: SourceFile, index: number) => ({
    file: file.file,
    sha256: file.sha256,
    place: places[index] ?? '',
    at,
    ...successorRecord(file),
  });
  return { version: variant.version, provision, files: variant.files.map(record) };
}

function sentence(failures: string[], layout: Layout, offline: boolean): string {
  const what = failures.length === 1 ? 'One source' : `${failures.length} sources`;
  const folder = layout.vendored[0] ?? layout.root;
  const remedy = failures.every((text) => text.endsWith(refused))
    ? 'run without --no-prebuilt'
    : offline
      ? `run without --offline, or put the files into ${folder}`
      : `look at the network, name a mirror in smechdeploy.json, or put the files into ${folder}`;
  const shown = failures.slice(0, 5);
  if (failures.length > shown.length) shown.push(`and ${failures.length - shown.length} more, which the log names`);
  return `${what} could not be had: ${shown.join('; ')}: ${remedy}.`;
}
