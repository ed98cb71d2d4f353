import path from 'node:path';
import { failure } from '../host/errors.js';
import type { ViewLayer } from './create-view.js';
import { compareBytes } from './entries.js';
import type { LayerEntry } from './manifest.js';
import { ancestorsOf, parentOf, resolveWithin } from './paths.js';
import { shippedEntries } from './select.js';
import type { ViewEntry } from './view.js';

type Present = Exclude<LayerEntry, { type: 'removed' }>;
type FileEntry = Extract<LayerEntry, { type: 'file' }>;
type LinkEntry = Extract<LayerEntry, { type: 'hardlink' }>;

interface Node {
  entry: Present;
  /** As in the layer's manifest, where the path may be another. */
  source: Present;
  layer: ViewLayer;
  /** Names in a folder. */
  children?: Set<string>;
}

export interface Merged {
  /** Sorted by path in byte order. */
  entries: ViewEntry[];
  /** What a layer took away and none put there since, whether or not it came from a layer. */
  removed: string[];
  get: (path: string, followLast: boolean) => ViewEntry | undefined;
}

/** What stands when these layers are laid on each other. */
export function mergeLayers(layers: ViewLayer[]): Merged {
  const tree = new MergeTree();
  for (const layer of layers) {
    for (const entry of shippedEntries(layer.manifest.entries, layer.ship, layer.omit)) tree.put(entry, layer);
  }
  const byPath = settleLinks(tree.nodes);
  return {
    entries: [...byPath.values()],
    removed: [...tree.removed].filter((place) => !byPath.has(place)).sort(compareBytes),
    get: (name, followLast) => byPath.get(tree.resolve(name, followLast)),
  };
}

class MergeTree {
  readonly nodes = new Map<string, Node>();
  readonly removed = new Set<string>();
  /** Folder as named -> where it really is; void as soon as a link comes or goes. */
  private resolved = new Map<string, string>();

  resolve(name: string, followLast: boolean): string {
    return resolveWithin(name, (at) => this.linkAt(at), followLast);
  }

  put(entry: LayerEntry, layer: ViewLayer): void {
    const folder = this.resolveFolder(parentOf(entry.path));
    const name = path.posix.basename(entry.path);
    const place = folder === '' ? name : `${folder}/${name}`;
    if (entry.type === 'removed') {
      this.removed.add(place);
      this.remove(place);
      return;
    }
    const before = this.nodes.get(place);
    if (layer.givesWay && (before || this.isBelowFile(place))) return;
    if (entry.type === 'dir' && before?.entry.type === 'dir') {
      this.nodes.set(place, { ...before, entry: at(entry, place), source: entry, layer });
      return;
    }
    if (entry.type === 'dir' && before?.entry.type === 'symlink' && this.leadsToFolder(place)) return;
    this.remove(place);
    this.makeFolders(place, layer);
    const children = entry.type === 'dir' ? { children: new Set<string>() } : {};
    this.add(place, { entry: at(entry, place), source: entry, layer, ...children });
  }

  private isBelowFile(place: string): boolean {
    return ancestorsOf(place).some((folder) => (this.nodes.get(folder)?.entry.type ?? 'dir') !== 'dir');
  }

  /** A link that points to nothing may get its folder later, so it counts as one. */
  private leadsToFolder(place: string): boolean {
    const target = this.nodes.get(this.resolve(place, true));
    return target === undefined || target.entry.type === 'dir';
  }

  private linkAt(place: string): string | undefined {
    const entry = this.nodes.get(place)?.entry;
    return entry?.type === 'symlink' ? entry.target : undefined;
  }

  private resolveFolder(folder: string): string {
    let place = this.resolved.get(folder);
    if (place === undefined) {
      place = this.resolve(folder, true);
      this.resolved.set(folder, place);
    }
    return place;
  }

  /** Folders that no layer lists, and files where a folder is needed now. */
  private makeFolders(place: string, layer: ViewLayer): void {
    for (const folder of ancestorsOf(place)) {
      if (this.nodes.get(folder)?.entry.type === 'dir') continue;
      this.remove(folder);
      const entry: Present = { type: 'dir', path: folder, mode: 0o755, uid: 0, gid: 0 };
      this.add(folder, { entry, source: entry, layer, children: new Set() });
    }
  }

  private add(place: string, node: Node): void {
    this.nodes.set(place, node);
    this.nodes.get(parentOf(place))?.children?.add(path.posix.basename(place));
    if (node.entry.type === 'symlink') this.resolved.clear();
  }

  private remove(place: string): void {
    const node = this.nodes.get(place);
    if (!node) return;
    for (const name of node.children ?? []) this.remove(`${place}/${name}`);
    this.nodes.delete(place);
    this.nodes.get(parentOf(place))?.children?.delete(path.posix.basename(place));
    if (node.entry.type === 'symlink') this.resolved.clear();
  }
}

const at = (entry: Present, place: string): Present => (entry.path === place ? entry : { ...entry, path: place });

/**
 * Sorts, and lets hard links say what is true of the whole: of the names of one file that are left, the first is the file
 * and the others link to it.
 */
function settleLinks(nodes: Map<string, Node>): Map<string, ViewEntry> {
  const origins = new Map<ViewLayer, Map<string, FileEntry>>();
  const holders = new Map<FileEntry, string>();
  const result = new Map<string, ViewEntry>();
  for (const place of [...nodes.keys()].sort(compareBytes)) {
    const node = nodes.get(place);
    if (!node) continue;
    const { entry, source, layer } = node;
    const file =
      source.type === 'file' ? source : source.type === 'hardlink' ? linked(origins, layer, source) : undefined;
    if (!file) {
      result.set(place, { entry, unit: layer.unit });
      continue;
    }
    const holder = holders.get(file);
    if (holder === undefined) holders.set(file, place);
    const settled = holder === undefined ? at(file, place) : hardlink(file, place, holder);
    result.set(place, { entry: settled, unit: layer.unit, content: `${layer.tree}/${file.path}` });
  }
  return result;
}

function hardlink({ mode, uid, gid, xattrs }: FileEntry, place: string, target: string): Present {
  return { type: 'hardlink', path: place, mode, uid, gid, ...(xattrs ? { xattrs } : {}), target };
}

function linked(origins: Map<ViewLayer, Map<string, FileEntry>>, layer: ViewLayer, link: LinkEntry): FileEntry {
  let files = origins.get(layer);
  if (!files) {
    files = new Map(layer.manifest.entries.flatMap((entry) => (entry.type === 'file' ? [[entry.path, entry]] : [])));
    origins.set(layer, files);
  }
  const file = files.get(link.target);
  if (!file)
    throw failure(
      `The layer of ${layer.unit} is damaged: ${link.path} is another name of ${link.target}, which it lacks; build it again.`,
    );
  return file;
}
