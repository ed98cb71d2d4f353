import type { DebianSuite, Place, SourceFile } from '../define.js';

/**
 * A moment at which Debian's index listed the versions pinned here (date of the Release file, rounded up): the snapshot
 * archive keeps them after the suite has moved on.
 */
const snapshotOf: Record<DebianSuite, string> = {
  bookworm: '20260712T000000Z',
  trixie: '20261122T000000Z',
  forky: '20260913T000000Z',
};

export const url = (address: string): Place => ({ kind: 'url', url: address });

/** The pool folder of a Debian source package: `libc/libcap2`, `m/musl`. */
const poolFolder = (source: string) =>
  `${source.startsWith('lib') ? source.slice(0, 4) : source.slice(0, 1)}/${source}`;

const poolPath = (source: string, file: string) => `pool/main/${poolFolder(source)}/${encodeURIComponent(file)}`;

const snapshot = (suite: DebianSuite, pool: string): Place =>
  url(`https://snapshot.debian.org/archive/debian/${snapshotOf[suite]}/${pool}`);

/** Debian's source archive, then its snapshot; `poolFile` is the file's name there. */
export function debianSource(suite: DebianSuite, source: string, version: string, poolFile: string): Place[] {
  const pool = poolPath(source, poolFile);
  return [{ kind: 'debian-source', suite, source, version, pool }, snapshot(suite, pool)];
}

/** A binary package of Debian as a source file. `version` as in the index, epoch included; `source` where its name differs. */
export function deb(
  suite: DebianSuite,
  name: string,
  version: string,
  size: number,
  sha256: string,
  options: { source?: string; architecture?: 'amd64' | 'all' } = {},
): SourceFile {
  const pool = (file: string) => poolPath(options.source ?? name, file);
  const file = `${name}_${version.replace(/^\d+:/, '')}_${options.architecture ?? 'amd64'}.deb`;
  return {
    file,
    sha256,
    size,
    places: [{ kind: 'debian-binary', suite, package: name, version, pool: pool(file) }, snapshot(suite, pool(file))],
  };
}
