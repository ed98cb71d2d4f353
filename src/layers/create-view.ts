import { readFile } from 'node:fs/promises';
import { failure } from '../host/errors.js';
import { layerDigest } from './entries.js';
import type { LayerManifest } from './manifest.js';
import { mergeLayers } from './merge.js';
import { parentOf } from './paths.js';
import { globMatcher } from './select.js';
import type { View } from './view.js';

/** A layer with its place in the target: `ship`, `omit` and `givesWay` are those of its recipe. */
export interface ViewLayer {
  /** `phase` or `phase/recipe`. */
  unit: string;
  manifest: LayerManifest;
  tree: string;
  /** Default: everything. */
  ship?: string[];
  omit?: string[];
  givesWay?: true;
}

/** Composes layers in order, without touching the disk: a later one wins, unless it gives way. Links such as `lib -> usr/lib` lead later layers' files to where they point. */
export function createView(layers: ViewLayer[]): View {
  const merged = mergeLayers(layers);
  const read = async (path: string) => {
    const found = merged.get(path, true);
    if (found?.content !== undefined) return await readFile(found.content, 'utf8');
    if (found)
      throw failure(
        `${path} in the target is a ${found.entry.type} made by ${found.unit}, not a file: correct that phase or the path.`,
      );
    throw failure(`The target has no ${path}: ${whoCouldMake(path)}`);
  };
  const whoCouldMake = (path: string) => {
    const near = new Set<string>();
    for (let folder = parentOf(path); near.size === 0 && folder !== ''; folder = parentOf(folder)) {
      for (const { entry, unit } of merged.entries) if (parentOf(entry.path) === folder) near.add(unit);
    }
    const units = near.size > 0 ? [...near] : [...new Set(layers.map((layer) => layer.unit))];
    if (units.length === 0) return 'no earlier phase has put anything into it; run the phases before this one.';
    return `one of ${units.slice(0, 8).join(', ')} should have made it; check what they install.`;
  };
  const match = (globs: string[]) => {
    const matches = globMatcher(globs);
    return merged.entries.filter(({ entry }) => matches(entry.path));
  };
  return {
    entries: () => merged.entries,
    removed: () => merged.removed,
    get: (path) => merged.get(path, false),
    match,
    read,
    digest: (globs) => layerDigest(match(globs).map(({ entry }) => entry)),
  };
}
