import { readFile, stat } from 'node:fs/promises';
import { failure, OperatorError } from '../../host/errors.js';
import { run } from '../../host/exec.js';
import { type AptState, mirrorIn } from '../debian/apt-config.js';
import { readyIndex } from '../debian/index-state.js';
import { type IndexedFile, parseUris } from '../debian/uris.js';
import type { DebianSuite, Place } from '../define.js';
import { type Attempt, PlaceError } from './attempt.js';

type DebianBinary = Extract<Place, { kind: 'debian-binary' }>;
type DebianPlace = DebianBinary | Extract<Place, { kind: 'debian-source' }>;
type IndexAttempt = Pick<Attempt, 'layout' | 'signal' | 'log'>;

/** The indices a run has asked for: each suite is brought up to date once, and one that can't be had is not tried again. */
export class DebianArchive {
  private readonly indices = new Map<DebianSuite, Promise<AptState>>();

  private index(suite: DebianSuite, attempt: IndexAttempt): Promise<AptState> {
    const known = this.indices.get(suite) ?? readyIndex(suite, attempt.layout, attempt.signal, attempt.log);
    this.indices.set(suite, known);
    return known;
  }

  /** The newest version of a binary package that the signed index lists; null where there is none. */
  async newest(place: DebianBinary, attempt: IndexAttempt): Promise<(IndexedFile & { version: string }) | null> {
    const state = await this.index(place.suite, attempt);
    const [file] = (await lookUp(place, '', state, attempt.signal)) ?? [];
    const [, version] = /^[^_]+_([^_]+)_/.exec(file?.file ?? '') ?? [];
    return file && version !== undefined ? { ...file, version: decodeURIComponent(version) } : null;
  }

  /** Gets a file of Debian's archive through apt: signed index, pinned version, pinned hash. */
  async get(place: DebianPlace, attempt: Attempt): Promise<void> {
    const state = await this.index(place.suite, attempt);
    const indexed = await findByHash(place, attempt.sha256, state, attempt.signal);
    if (indexed) return download(indexed.uri, state, attempt);
    const gone = `the index of ${place.suite} no longer lists this version`;
    const mirror = mirrorIn(await readFile(state.sources, 'utf8'));
    if (mirror === null) throw new PlaceError(gone);
    // Mirrors keep files for a while after the index has dropped them.
    await download(`${mirror}/${place.pool}`, state, attempt).catch((error: unknown) => {
      throw error instanceof PlaceError ? new PlaceError(`${gone}, and ${error.message}`, { cause: error }) : error;
    });
  }
}

/** The pinned hash says whether it is the right file, wherever it came from. */
async function download(uri: string, state: AptState, attempt: Attempt): Promise<void> {
  const host = hostOf(uri);
  attempt.hosts.check(host);
  const watch = setInterval(() => void reportSize(attempt), 500);
  try {
    await run(['/usr/lib/apt/apt-helper', '-q', 'download-file', uri, attempt.target, `SHA256:${attempt.sha256}`], {
      env: aptEnv(state),
      signal: attempt.signal,
    });
  } catch (error) {
    attempt.signal.throwIfAborted();
    if (!(error instanceof OperatorError)) throw error;
    const reason = aptReason(error.message);
    if (/resolve|connect|timed out/i.test(reason)) attempt.hosts.add(host, reason);
    throw new PlaceError(`its mirror ${host} says ${reason}`, { cause: error });
  } finally {
    clearInterval(watch);
  }
  await reportSize(attempt);
}

/**
 * The pinned file in the index; null where this version is no longer there. An upstream tarball stays the same when the package around it
 * gets a newer revision, so its hash is looked for there too.
 */
async function findByHash(
  place: DebianPlace,
  sha256: string,
  state: AptState,
  signal: AbortSignal,
): Promise<IndexedFile | null> {
  const pinned = await lookUp(place, `=${place.version}`, state, signal);
  const later = pinned === null && place.kind === 'debian-source' ? await lookUp(place, '', state, signal) : null;
  const wanted = (pinned ?? later)?.find((file) => file.sha256 === sha256);
  if (wanted) return wanted;
  if (pinned === null) return null;
  throw new PlaceError(`the index of ${place.suite} lists no file of that hash for this version`);
}

/** What the index lists for a package; `version` is apt's `=VERSION`, or empty for the newest. Null: it has no such version. */
async function lookUp(
  place: DebianPlace,
  version: string,
  state: AptState,
  signal: AbortSignal,
): Promise<IndexedFile[] | null> {
  const argv =
    place.kind === 'debian-source'
      ? ['apt-get', '-q', 'source', '--download-only', '--only-source', '--print-uris', `${place.source}${version}`]
      : ['apt-get', '-q', 'download', '--print-uris', `${place.package}${version}`];
  const { stdout, stderr, exitCode } = await run(argv, {
    env: aptEnv(state),
    signal,
    okCodes: [0, 100],
    cwd: state.root,
  });
  if (exitCode === 0) return parseUris(stdout);
  if (/find (a source )?package|version .* (was )?not found|not find version/i.test(stderr)) {
    return null;
  }
  throw failure(`apt-get failed in ${state.root}: ${stderr.split('\n')[0] ?? ''}; remove that folder and run again.`);
}

/** The telling part of apt-helper's error line. */
export function aptReason(message: string): string {
  const [, reason] = /Failed to fetch \S+\s+(.*?)(?: \[IP: [^\]]*\])?\s*$/m.exec(message) ?? [];
  return reason ?? message;
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host || uri : uri;
}

const aptEnv = (state: AptState) => ({ APT_CONFIG: state.config, LC_ALL: 'C' });

const reportSize = async (attempt: Attempt) => {
  const status = await stat(attempt.target).catch(() => null);
  if (status) attempt.onBytes(status.size);
};
