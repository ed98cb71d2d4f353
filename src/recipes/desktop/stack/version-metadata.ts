import type { DeploySettings, DesktopSet } from '../../../host/settings.js';
import { compareVersions } from '../../../host/version.js';
import type { VersionFamily, VersionSet } from '../../define.js';
import { qt6Sdk } from '../qt6-sdk.js';
import { modulesOf } from './modules.js';

/** The catalog's source that stands for a family: what is released together has one version. */
const heads: Record<VersionFamily, string> = {
  ecm: 'extra-cmake-modules',
  frameworks: 'kcoreaddons',
  plasma: 'kwin',
  qt: 'qtbase',
};

/** Modules whose recipes lower what they ask for to the versions that are built. */
export const kdeModules = (set: DesktopSet): string[] =>
  modulesOf(set)
    .filter(({ groups }) => groups.includes('frameworks') || groups.includes('plasma'))
    .map(({ name }) => name);

/** How the versions of sources are known: the catalog's, and that of a vendored tree where there is one. */
export interface KnownVersions {
  catalog: (source: string) => string;
  /** null: no tree, or one that does not say its version. */
  vendored: (source: string) => string | null;
}

/** The versions that a desktop is built from. A vendored tree that is older than its family lowers it: nothing can ask for more than that. */
export function versionSet(
  { versionSet: set, qt }: Pick<DeploySettings, 'versionSet' | 'qt'>,
  { catalog, vendored }: KnownVersions,
): VersionSet {
  const modules = modulesOf(set);
  const lowest = (versions: string[], start: string) =>
    versions.reduce((a, b) => (compareVersions(a, b) <= 0 ? a : b), start);
  const least = (family: VersionFamily, members: string[]) =>
    lowest(
      members.flatMap((name) => vendored(name) ?? []),
      catalog(heads[family]),
    );
  const inGroup = (group: 'frameworks' | 'plasma' | 'qt') =>
    modules.filter(({ groups }) => groups.includes(group)).map(({ name }) => name);
  const series = (version: string) => version.split('.', 2).join('.');
  const head = catalog(heads.plasma);
  // Its group has others' modules too; a distribution takes each of its own in the latest version that changed it.
  const plasma = inGroup('plasma').filter((name) => series(catalog(name)) === series(head));
  const prebuilt = qt === 'prebuilt' && set === 'trixie';
  return {
    ecm: vendored(heads.ecm) ?? catalog(heads.ecm),
    frameworks: least('frameworks', inGroup('frameworks')),
    plasma: lowest(
      plasma.map((name) => vendored(name) ?? catalog(name)),
      head,
    ),
    qt: prebuilt ? catalog(qt6Sdk.name) : least('qt', inGroup('qt')),
  };
}
