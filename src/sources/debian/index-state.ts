import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { hostMirror } from '../../host/debian-mirror.js';
import { run } from '../../host/exec.js';
import { underLock } from '../../host/flock.js';
import type { Layout } from '../../host/layout.js';
import type { DebianSuite } from '../define.js';
import { PlaceError } from '../places/attempt.js';
import { type AptState, aptConfig, aptFolders, aptSources, aptState, hostAcquireLines } from './apt-config.js';

/** An index that is younger is used as it is: the pinned files do not change, only the mirror's list of them. */
const freshForMs = 6 * 3600 * 1000;
const keyrings = ['debian-archive-keyring.gpg', 'debian-archive-keyring.pgp'].map((name) =>
  path.join('/usr/share/keyrings', name),
);

/**
 * The private apt state of a suite with its signed index, brought up to date at most every few hours; `flock` keeps two
 * processes apart. A PlaceError says why there is none.
 */
export async function readyIndex(
  suite: DebianSuite,
  layout: Layout,
  signal: AbortSignal,
  log: (text: string) => void,
): Promise<AptState> {
  const state = aptState(path.join(layout.cache.apt, suite));
  if (await isFresh(state)) return state;
  try {
    await prepare(state, suite);
    log(`Debian ${suite}: bringing the private index up to date.`);
    await run(underLock(state.lock, ['apt-get', '-q', '--error-on=any', 'update'], 300), {
      env: { APT_CONFIG: state.config, LC_ALL: 'C' },
      signal,
    });
    await touch(state.updated);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    // Pinned files are checked by their hash, so an older index that apt once verified serves as well.
    if (await hasIndex(state)) log(`Debian ${suite}: its older index is used (${reason}).`);
    else throw error instanceof PlaceError ? error : new PlaceError(`no index of Debian ${suite}: ${reason}`);
  }
  return state;
}

async function prepare(state: AptState, suite: DebianSuite): Promise<void> {
  const keyring = await firstExisting(keyrings);
  if (keyring === null) throw new PlaceError('the package debian-archive-keyring is not installed');
  const mirror = await hostMirror();
  if (mirror === null) throw new PlaceError("this host's apt has no mirror of Debian configured");
  const acquire = hostAcquireLines((await run(['apt-config', 'dump'], { env: { LC_ALL: 'C' } })).stdout);
  for (const folder of aptFolders(state)) await mkdir(folder, { recursive: true });
  await writeFileAtomic(state.status, '');
  await writeFileAtomic(state.sources, aptSources(suite, mirror, keyring));
  await writeFileAtomic(state.config, aptConfig(state, acquire));
}

async function isFresh(state: AptState): Promise<boolean> {
  const updated = await stat(state.updated).catch(() => null);
  return updated !== null && Date.now() - updated.mtimeMs < freshForMs && (await hasIndex(state));
}

async function hasIndex(state: AptState): Promise<boolean> {
  const lists = await readdir(path.join(state.root, 'state/lists')).catch(() => []);
  return lists.some((name) => name.includes('_source_Sources'));
}

async function touch(file: string): Promise<void> {
  await writeFile(file, '', { flag: 'a' });
  await utimes(file, new Date(), new Date());
}

async function firstExisting(files: string[]): Promise<string | null> {
  for (const file of files) {
    if (await stat(file).catch(() => null)) return file;
  }
  return null;
}
