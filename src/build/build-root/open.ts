import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { hashText } from '../../host/hash.js';
import type { CacheLayout } from '../../host/layout.js';
import { installedPackages } from './packages.js';
import { type BuildRootName, buildRootFolders } from './spec.js';

/** build-root.json: written before the root gets its name. */
export const BuildRootRecord = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  suite: z.string(),
  madeAt: z.iso.datetime(),
  /** Hash of the names and versions of its packages. */
  identity: z.string(),
  /** As its programs say it themselves. */
  gcc: z.string(),
  binutils: z.string(),
  packages: z.array(z.object({ name: z.string(), version: z.string() })),
});
export type BuildRootRecord = z.infer<typeof BuildRootRecord>;

/** A complete build root. */
export interface BuildRoot extends BuildRootRecord {
  /** Its file system. */
  root: string;
}

/** Those found; a plan asks for each recipe. */
const found = new Map<string, BuildRoot>();

/** The build root of a name; null while there is none, or where its packages are not those that it was made with. */
export async function openBuildRoot(name: BuildRootName, cache: CacheLayout): Promise<BuildRoot | null> {
  const { root, record } = buildRootFolders(name, cache);
  const known = found.get(record);
  if (known && existsSync(record)) return known;
  const made = await readBuildRoot(root, record);
  if (made) found.set(record, made);
  return made;
}

async function readBuildRoot(root: string, record: string): Promise<BuildRoot | null> {
  try {
    const known = BuildRootRecord.parse(JSON.parse(await readFile(record, 'utf8')));
    return identityOf(await packagesIn(root)) === known.identity ? { ...known, root } : null;
  } catch {
    return null;
  }
}

/** What dpkg has installed below a folder. */
export const packagesIn = async (root: string) =>
  installedPackages(await readFile(path.join(root, 'var/lib/dpkg/status'), 'utf8'));

export const identityOf = (packages: BuildRootRecord['packages']): string =>
  hashText(packages.map(({ name, version }) => `${name} ${version}\n`).join(''));
