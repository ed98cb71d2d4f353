import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { prerequisiteError } from '../host/errors.js';
import { hashFile } from '../host/hash.js';
import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import { type Asked, placesOf } from './asked.js';
import type { SourceFile } from './define.js';
import { PlaceError, type Timeouts } from './places/attempt.js';
import { DebianArchive } from './places/debian.js';
import { SilentHosts } from './places/silent-hosts.js';
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
      reasons.push(`${place.short}: ${error.message}`);
      run.log(`${file.file}: not from ${place.label}: ${error.message}.`);
    }
  }
  return { reasons };
}

async function fromPlace(
  place: Asked,
  file: SourceFile,
  run: FetchRun,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const { layout, signal, hosts, timeouts, log } = run;
  const { sha256, size } = file;
  let folder: string | undefined;
  try {
    await mkdir(layout.cache.sources, { recursive: true });
    folder = await mkdtemp(path.join(layout.cache.sources, '.fetch-'));
    const target = path.join(folder, file.file);
    const attempt = { layout, target, sha256, size, signal, hosts, timeouts, onBytes, log };
    await place.get(attempt, run.debian);
    await check(target, file);
    const cached = cachedPath(layout, file);
    await mkdir(path.dirname(cached), { recursive: true });
    await syncFile(target);
    await rename(target, cached);
  } catch (error) {
    throw isSystemError(error) ? cacheError(layout, error) : error;
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

function cacheError(layout: Layout, error: NodeJS.ErrnoException): Error {
  const what = error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'is full' : `can't be written (${error.code})`;
  return prerequisiteError(
    `The cache folder ${layout.cache.sources} ${what}: mend it, or name another one in SMECHDEPLOY_CACHE_DIR.`,
    { cause: error },
  );
}

/** A PlaceError unless the file has the catalog's content. */
async function check(target: string, file: SourceFile): Promise<void> {
  const { size } = await stat(target);
  if ((file.size === undefined || size === file.size) && (await hashFile(target)) === file.sha256) return;
  if (/^\s*<(!doctype\s+html|html)/i.test(await beginning(target)))
    throw new PlaceError('it sent an HTML page instead of the file');
  if (file.size !== undefined && size < file.size) throw new PlaceError(`it ended after ${size} of ${file.size} bytes`);
  throw new PlaceError('it sent another content than the catalog says (sha256)');
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

/** Removes what a download that was killed long ago has left in the cache. */
export async function removeLeftovers(layout: Layout): Promise<void> {
  const dayAgo = Date.now() - 24 * 3600 * 1000;
  for (const name of await readdir(layout.cache.sources).catch(() => [])) {
    const folder = path.join(layout.cache.sources, name);
    if (!name.startsWith('.fetch-')) continue;
    const status = await stat(folder).catch(() => null);
    if (status && status.mtimeMs < dayAgo) await rm(folder, { recursive: true, force: true });
  }
}
