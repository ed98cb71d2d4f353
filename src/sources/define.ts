/** One upstream source or prebuilt package set, as data. Content is identified by sha256 alone. */
export interface CatalogEntry {
  name: string;
  license: string;
  homepage: string;
  /** The first is the default where smechdeploy.json names none. */
  variants: SourceVariant[];
}

export interface SourceVariant {
  version: string;
  /** Files to have; the first is unpacked as the source tree, others (Debian patches) beside it. Several for prebuilt sets. */
  files: SourceFile[];
  /** Binary packages of a distribution in place of sources: labelled as such everywhere. */
  prebuilt?: boolean;
  /** What was changed against upstream: "repacked by Debian without ...". */
  note?: string;
}

export interface SourceFile {
  file: string;
  sha256: string;
  size: number;
  /** Tried in order after vendored folders, the cache and the operator's mirrors. */
  places: Place[];
}

export type Place =
  | { kind: 'url'; url: string }
  /** Debian's source archive: `source` package at exactly `version` in `suite`. */
  | { kind: 'debian-source'; suite: DebianSuite; source: string; version: string }
  /** A Debian binary package (amd64 or all): the prebuilt place. */
  | { kind: 'debian-binary'; suite: DebianSuite; package: string; version: string };

export type DebianSuite = 'bookworm' | 'trixie' | 'forky';
