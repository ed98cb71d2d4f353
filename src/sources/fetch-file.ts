import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { hashFile } from '../host/hash.js';
import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import type { Place, SourceFile } from './define.js';
import { type Attempt, PlaceError, type Timeouts } from './places/attempt.js';
import { DebianArchive } from './places/debian.js';
import { fromMirror, isRemoteMirror, onMirror } from './places/mirror.js';
import { SilentHosts } from './places/silent-hosts.js';
import { fromUrl } from './places/url.js';
import { cachedPath } from './present.js';

/** What the downloads of one run share. */
export interface FetchRun {
  layout: Layout;
  settings: DeploySettings;
  offline: boolean;
  signal: AbortSignal;
  timeouts: Timeouts;
  hosts: SilentHosts;
  debian: DebianArchive;
  /** Files that several sources share are fetched once. */
  underWay: Map<string, Promise<FileOutcome>>;
  log: (text: string) => void;
}

export const newFetchRun = (options: Omit<FetchRun, 'hosts' | 'debian' | 'underWay'>): FetchRun => ({
  ...options,
  hosts: new SilentHosts(),
  debian: new DebianArchive(),
  underWay: new Map(),
});

/** A place to ask, in the words that the lock and the error message use. */
export interface Asked {
  label: string;
  remote: boolean;
  get: (attempt: Attempt, run: FetchRun) => Promise<void>;
}

/** The places of a file in the order in which they are asked: the operator's mirrors, then the catalog's. */
export function placesOf(file: SourceFile, layout: Layout, settings: DeploySettings): Asked[] {
  const mirrors = settings.mirrors.map(
    (mirror): Asked => ({
      label: onMirror(mirror, file.file, layout.root),
      remote: isRemoteMirror(mirror),
      get: (attempt) => fromMirror(mirror, file.file, attempt),
    }),
  );
  return [...mirrors, ...file.places.map(ask)];
}

function ask(place: Place): Asked {
  if (place.kind === 'url') return { label: place.url, remote: true, get: (attempt) => fromUrl(place.url, attempt) };
  const what = place.kind === 'debian-source' ? `source ${place.source}` : `package ${place.package}`;
  return {
    label: `Debian ${place.suite} ${what} ${place.version}`,
    remote: true,
    get: (attempt, run) => run.debian.get(place, attempt),
  };
}

/** Either the file is in the cache now, or the reasons of all places. */
export type FileOutcome = { place: string } | { reasons: string[] };

/**
 * Gets one file into the cache: from the first place whose content has the catalog's hash. It is written beside, checked,
 * and renamed, so that the cache never has a part of a file. Cancelling rejects with the signal's reason.
 */
export function fetchFile(file: SourceFile, run: FetchRun, onBytes: (bytes: number) => void): Promise<FileOutcome> {
  const key = path.join(file.sha256, file.file);
  const underWay = run.underWay.get(key) ?? askPlaces(file, run, onBytes);
  run.underWay.set(key, underWay);
  return underWay;
}

async function askPlaces(file: SourceFile, run: FetchRun, onBytes: (bytes: number) => void): Promise<FileOutcome> {
  const reasons: string[] = [];
  for (const place of placesOf(file, run.layout, run.settings)) {
    run.signal.throwIfAborted();
    if (run.offline && place.remote) continue;
    try {
      await fromPlace(place, file, run, onBytes);
      run.log(`${file.file}: from ${place.label}.`);
      return { place: place.label };
    } catch (error) {
      if (!(error instanceof PlaceError)) throw error;
      onBytes(0);
      reasons.push(`${place.label}: ${error.message}`);
      run.log(`${file.file}: not from ${place.label}: ${error.message}.`);
    }
  }
  if (run.offline) reasons.push('offline: the network was not asked');
  return { reasons };
}

async function fromPlace(
  place: Asked,
  file: SourceFile,
  run: FetchRun,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { layout, signal, hosts, timeouts, log } = run;
  await mkdir(layout.cache.sources, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw failure(
      `The cache folder ${layout.cache.sources} can't be made (${error.code}): mend it, or set SMECHDEPLOY_CACHE_DIR.`,
    );
  });
  const folder = await mkdtemp(path.join(layout.cache.sources, '.fetch-'));
  const target = path.join(folder, file.file);
  try {
    await place.get(
      { layout, target, sha256: file.sha256, size: file.size, signal, hosts, timeouts, onBytes, log },
      run,
    );
    await check(target, file);
    const cached = cachedPath(layout, file);
    await mkdir(path.dirname(cached), { recursive: true });
    await syncFile(target);
    await rename(target, cached);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A PlaceError unless the file has the catalog's content. */
async function check(target: string, file: SourceFile): Promise<void> {
  const { size } = await stat(target);
  if ((file.size === undefined || size === file.size) && (await hashFile(target)) === file.sha256) return;
  if (/^\s*<(!doctype\s+html|html)/i.test(await beginning(target)))
    throw new PlaceError('an HTML page instead of the file');
  if (file.size !== undefined && size < file.size) throw new PlaceError(`it ended after ${size} of ${file.size} bytes`);
  throw new PlaceError('another content than the catalog says (sha256)');
}

async function beginning(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
