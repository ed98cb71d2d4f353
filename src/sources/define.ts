import type { DesktopSet } from '../host/settings.js';

/** One upstream source or prebuilt package set, as data. Content is identified by sha256 alone. */
export interface CatalogEntry {
  name: string;
  /** SPDX expression. */
  license: string;
  homepage: string;
  /**
   * The first one's version is the default where smechdeploy.json names none, and after it the others of its series. Variants of the same version are alternatives,
   * tried in order: upstream's archive, a repacked one, and as the very last a prebuilt set.
   */
  variants: SourceVariant[];
}

export interface SourceVariant {
  version: string;
  /** Chosen with these sets, where smechdeploy.json names no version. An entry without a variant of the set has its first one. */
  sets?: DesktopSet[];
  /** Stable releases of one series stand in for each other where smechdeploy.json names no version: a mirror drops the older ones. */
  series?: string;
  /** Files to have; the first is unpacked as the source tree, others (Debian patches) beside it. Several for prebuilt sets. */
  files: SourceFile[];
  /** Binary packages of a distribution in place of sources: labelled as such everywhere. */
  prebuilt?: boolean;
  /** Where it differs from the entry's: a prebuilt set brings its libraries' licences. */
  license?: string;
  /** An operator's own tree in place of files; its version is then the variant's. */
  tree?: VendoredTree;
  /** What was changed against upstream: "repacked by Debian without ...". */
  note?: string;
}

/** An operator's own source tree, which takes the place of a source's files. */
export interface VendoredTree {
  /** Relative to the deploy root: `essentials/kcoreaddons`. */
  place: string;
  /** Absolute. */
  path: string;
  /** As its build files say it; `unknown` where they don't say it plainly. */
  version: string;
}

export interface SourceFile {
  file: string;
  sha256: string;
  /** Bytes; absent where upstream publishes the hash alone. */
  size?: number;
  /** Tried in order after vendored folders, the cache and the operator's mirrors. */
  places: Place[];
  /** sha256 of the catalog's file whose place this later one has taken: see successors.ts. */
  insteadOf?: string;
}

export type Place =
  | { kind: 'url'; url: string }
  /** Debian's source archive: `source` package at exactly `version` in `suite`; `pool`: where its mirrors keep the file, from /pool on. */
  | { kind: 'debian-source'; suite: DebianSuite; source: string; version: string; pool: string }
  /** A Debian binary package (amd64 or all): the prebuilt place. */
  | { kind: 'debian-binary'; suite: DebianSuite; package: string; version: string; pool: string };

export type DebianSuite = 'bookworm' | 'trixie' | 'forky';
