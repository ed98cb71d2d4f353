import path from 'node:path';
import type { ViewLayer } from './create-view.js';
import type { LayerManifest } from './manifest.js';
import { type Merged, mergeLayers } from './merge.js';
import { parentOf } from './paths.js';
import { shippedEntries } from './select.js';
import type { ViewEntry } from './view.js';

export interface Owner {
  /** Where it really lies: folders that are links are followed. */
  path: string;
  entry: ViewEntry['entry'];
  unit: string;
  /** Other units that put something there, the last first. */
  covered: string[];
  sources: LayerManifest['sources'];
}

/** Which of the composed layers each of these paths (no leading slash) comes from; null: from none. Pure. */
export function findOwners(layers: ViewLayer[], paths: string[]): (Owner | null)[] {
  const merged = mergeLayers(layers);
  return paths.map((name) => {
    const found = merged.get(name, false);
    if (!found) return null;
    const place = found.entry.path;
    const holders = layers.filter((layer) => holds(layer, place, merged)).map(({ unit }) => unit);
    const sources = layers.findLast(({ unit }) => unit === found.unit)?.manifest.sources ?? [];
    const covered = holders.filter((unit) => unit !== found.unit).toReversed();
    return { path: place, entry: found.entry, unit: found.unit, covered, sources };
  });
}

/** Whether a layer puts something at this place, under whatever name of its folder. */
function holds(layer: ViewLayer, place: string, merged: Merged): boolean {
  const name = path.posix.basename(place);
  return shippedEntries(layer.manifest.entries, layer.ship, layer.omit).some((entry) => {
    if (entry.type === 'removed' || path.posix.basename(entry.path) !== name) return false;
    if (entry.path === place) return true;
    const folder = merged.get(parentOf(entry.path), true)?.entry.path;
    return folder !== undefined && `${folder}/${name}` === place;
  });
}
