import { prerequisiteError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import { hashSourceTree } from '../host/source-tree.js';
import { catalog, findEntry } from './catalog.js';
import type { CatalogEntry, SourceVariant, VendoredTree } from './define.js';
import { type LockedSource, readLock } from './lock.js';
import { findAllPresent, type PresentFile } from './present.js';
import { withSuccessors } from './successors.js';
import { lockedTree } from './tree-lock.js';
import { alternativesOf, sameFiles, variantInForce } from './variants.js';
import { vendoredTree } from './vendored-tree.js';

/** Which of the alternatives stands for a source now, and its verified files if they are all here. */
export interface Resolved {
  entry: CatalogEntry;
  variant: SourceVariant;
  files: PresentFile[] | null;
}

interface ResolveOptions {
  entries?: CatalogEntry[];
  log?: (text: string) => void;
  noPrebuilt?: boolean;
}

/**
 * Decides without the network: an operator's own tree; else the first source variant that is wholly here; else the alternative that the lock records;
 * else the first one, which a fetch will try.
 */
export async function resolveSource(
  name: string,
  layout: Layout,
  settings: DeploySettings,
  options: ResolveOptions = {},
): Promise<Resolved> {
  const { entry, variant, files } = await choose(name, layout, settings, options);
  return { entry, variant, files: files ?? (await findAllPresent(variant.files, layout, options.log)) };
}

/** The choice alone. Where there is but one alternative, no file has to be read for it. */
async function choose(
  name: string,
  layout: Layout,
  settings: DeploySettings,
  options: ResolveOptions,
): Promise<{ entry: CatalogEntry; variant: SourceVariant; files?: PresentFile[] }> {
  const entry = findEntry(name, options.entries ?? catalog);
  const vendored = vendoredTree(name, layout, options.entries);
  if (vendored) return { entry, variant: treeVariant(variantInForce(entry, settings), vendored), files: [] };
  const locked = (await readLock(layout)).sources[name];
  const all = alternativesOf(entry, settings).map((one) => withSuccessors(one, locked));
  const [first, ...others] = options.noPrebuilt ? all.filter((one) => !one.prebuilt) : all;
  if (!first || others.length === 0)
    return { entry, variant: first ?? withSuccessors(variantInForce(entry, settings), locked) };
  for (const variant of [first, ...others].filter((one) => !one.prebuilt)) {
    const files = await findAllPresent(variant.files, layout, options.log);
    if (files) return { entry, variant, files };
  }
  return { entry, variant: [first, ...others].find((one) => locked !== undefined && isLocked(one, locked)) ?? first };
}

/** A tree takes the place of all files: what is said of those does not hold for it. */
const treeVariant = ({ sets }: SourceVariant, tree: VendoredTree): SourceVariant => ({
  ...(sets ? { sets } : {}),
  version: tree.version,
  files: [],
  tree,
});

/** How a source is to be had as far as this machine knows: quick, without the network. */
export async function provisionOf(
  name: string,
  layout: Layout,
  settings: DeploySettings,
  entries?: CatalogEntry[],
): Promise<'source' | 'prebuilt'> {
  const { variant } = await choose(name, layout, settings, entries ? { entries } : {});
  return variant.prebuilt ? 'prebuilt' : 'source';
}

/** What of a source goes into a fingerprint and into manifests. */
export interface SourceIdentity {
  name: string;
  version: string;
  files: { file: string; sha256: string }[];
  /** An operator's own tree, known by its content. */
  tree: { place: string; sha256: string } | null;
  prebuilt: boolean;
  /** SPDX expression. */
  license: string;
  note: string | null;
}

/**
 * A source as it is chosen here, by the lock and the settings; nothing need be fetched. An operator's tree is read and hashed. Exit 2 for a lock
 * or a tree that can't be used.
 */
export async function sourceIdentity(
  name: string,
  layout: Layout,
  settings: DeploySettings,
  entries?: CatalogEntry[],
): Promise<SourceIdentity> {
  const { entry, variant } = await choose(name, layout, settings, entries ? { entries } : {});
  return {
    name,
    version: variant.version,
    files: variant.files.map(({ file, sha256 }) => ({ file, sha256 })),
    tree: variant.tree ? { place: variant.tree.place, sha256: await hashSourceTree(variant.tree.path) } : null,
    prebuilt: variant.prebuilt ?? false,
    license: variant.license ?? entry.license,
    note: variant.note ?? null,
  };
}

/**
 * The files of a source, absolute and verified, in the order of `variant.files`. `entry.license` is the variant's own where it
 * has one. Exit 3 when they are not all here.
 */
export async function locateSource(
  name: string,
  layout: Layout,
  settings: DeploySettings,
  entries?: CatalogEntry[],
): Promise<{ entry: CatalogEntry; variant: SourceVariant; files: string[] }> {
  const { entry, variant, files } = await resolveSource(name, layout, settings, entries ? { entries } : {});
  if (!files) {
    throw prerequisiteError(
      `The source of ${name} ${variant.version} (${variant.files.map((file) => file.file).join(', ')}) is neither in essentials/sources/, deps/ nor in the cache: run \`smechdeploy-tui fetch\`.`,
    );
  }
  return {
    entry: { ...entry, license: variant.license ?? entry.license },
    variant,
    files: files.map((file) => file.path),
  };
}

/** The names of those sources that a fetch has to get, or whose tree it has yet to put into the lock. */
export async function missingSources(
  names: string[],
  layout: Layout,
  settings: DeploySettings,
  options: { entries?: CatalogEntry[]; noPrebuilt?: boolean } = {},
): Promise<string[]> {
  const missing: string[] = [];
  const locked = (await readLock(layout)).sources;
  for (const name of new Set(names)) {
    const { variant, files } = await resolveSource(name, layout, settings, options);
    if (!files || (variant.tree && (await lockedTree(variant.tree, locked[name])) !== locked[name])) missing.push(name);
  }
  return missing;
}

const isLocked = (variant: SourceVariant, locked: LockedSource) =>
  locked.version === variant.version &&
  (locked.provision === 'prebuilt') === (variant.prebuilt ?? false) &&
  sameFiles(variant, locked);
