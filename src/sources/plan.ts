import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import { hashSourceTree } from '../host/source-tree.js';
import { placesOf } from './asked.js';
import type { CatalogEntry, VendoredTree } from './define.js';
import { findPresent } from './present.js';
import { resolveSource } from './resolve.js';
import { alternativesOf, variantInForce } from './variants.js';

/** One file, or vendored tree, that a fetch looks for. */
export interface PlannedFile {
  name: string;
  version: string;
  prebuilt: boolean;
  /** Only asked for when the alternatives before it can't be had. */
  fallback: boolean;
  /** An operator's own tree in place of this version of the catalog's; null: a file. */
  insteadOf: string | null;
  /** Name of the file, or place of the tree. */
  file: string;
  /** Of the file, or of the tree's names and contents. */
  sha256: string;
  /** Bytes; null where only the hash is known. */
  size: number | null;
  /** `essentials/sources/NAME` or `cache`; null when it lacks. */
  present: string | null;
  /** Where it would be asked for, in order; empty when it is present. */
  places: string[];
}

/** What fetchSources would do, without the network. */
export async function planFetch(
  names: string[],
  layout: Layout,
  settings: DeploySettings,
  options: { entries?: CatalogEntry[]; noPrebuilt?: boolean } = {},
): Promise<PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const name of new Set(names)) {
    const { entry, variant, files } = await resolveSource(name, layout, settings, options);
    if (variant.tree) {
      planned.push(await plannedTree(name, variant.tree, variantInForce(entry, settings).version));
      continue;
    }
    const others = alternativesOf(entry, settings).filter(
      (one) =>
        !files && one !== variant && !(one.prebuilt && variant.prebuilt) && !(options.noPrebuilt && one.prebuilt),
    );
    for (const alternative of [variant, ...others]) {
      for (const file of alternative.files) {
        const present = await findPresent(file, layout);
        planned.push({
          name,
          version: alternative.version,
          prebuilt: alternative.prebuilt ?? false,
          fallback: alternative !== variant,
          insteadOf: null,
          file: file.file,
          sha256: file.sha256,
          size: file.size ?? null,
          present: present?.place ?? null,
          places: present ? [] : placesOf(file, layout, settings).map((place) => place.label),
        });
      }
    }
  }
  return planned;
}

const plannedTree = async (
  name: string,
  { place, path, version }: VendoredTree,
  insteadOf: string,
): Promise<PlannedFile> => ({
  name,
  version,
  prebuilt: false,
  fallback: false,
  insteadOf,
  file: place,
  sha256: await hashSourceTree(path),
  size: null,
  present: place,
  places: [],
});
