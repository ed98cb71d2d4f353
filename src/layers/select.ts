import picomatch from 'picomatch';
import type { LayerEntry } from './manifest.js';
import { ancestorsOf } from './paths.js';

/** Whether a path is at one of these globs; dot files match, and names with line breaks. */
export const globMatcher = (globs: string[]): ((path: string) => boolean) =>
  globs.length === 0 ? () => false : picomatch(globs, { dot: true, flags: 's' });

/**
 * The entries of a layer that go into the target: those at the `ship` globs (all, if there are none given), without what lies
 * at or below an `omit` glob; with the folders above them, so that these keep their owner and mode.
 */
export function shippedEntries(entries: LayerEntry[], ship?: string[], omit?: string[]): LayerEntry[] {
  if (ship === undefined && (omit === undefined || omit.length === 0)) return entries;
  const wanted = ship === undefined ? () => true : globMatcher(ship);
  const left = globMatcher(omit ?? []);
  const chosen = new Set<string>();
  const above = new Set<string>();
  for (const { path } of entries) {
    if (!wanted(path) || left(path) || ancestorsOf(path).some(left)) continue;
    chosen.add(path);
    for (const folder of ancestorsOf(path)) above.add(folder);
  }
  return entries.filter((entry) => chosen.has(entry.path) || (entry.type === 'dir' && above.has(entry.path)));
}
