import { parentOf, resolveWithin } from '../layers/paths.js';
import { isFolder, type ListedEntry, modeType } from './debugfs-list.js';

/** What is in an image while a plan goes through it: changed by the plan, not on disk. */
export class ImageTree {
  readonly #present: Map<string, ListedEntry>;
  readonly #children = new Map<string, Set<string>>();
  readonly #links: Map<string, string>;
  /** How many names an inode has. */
  readonly #names = new Map<number, number>();

  constructor(existing: ReadonlyMap<string, ListedEntry>, links: ReadonlyMap<string, string>) {
    this.#present = new Map(existing);
    this.#links = new Map(links);
    for (const [path, { inode }] of this.#present) {
      this.#childrenOf(parentOf(path)).add(path);
      this.#count(inode, 1);
    }
  }

  #count(inode: number, change: 1 | -1): void {
    this.#names.set(inode, (this.#names.get(inode) ?? 0) + change);
  }

  /** Whether no name is left of something that was in the image. */
  isGone(inode: number): boolean {
    return this.#names.get(inode) === 0;
  }

  get(path: string): ListedEntry | undefined {
    return this.#present.get(path);
  }

  isFolder(path: string): boolean {
    const found = this.#present.get(path);
    return path === '' || (found !== undefined && isFolder(found));
  }

  isEmpty(folder: string): boolean {
    return this.#childrenOf(folder).size === 0;
  }

  /** Where a path really is: links on its way are followed. */
  resolve(path: string, last = false): string {
    return resolveWithin(path, (at) => this.#links.get(at), last);
  }

  /** Whether it is a link to a folder. One that leads nowhere may get its folder later. */
  isLinkToFolder(path: string): boolean {
    if (!this.#links.has(path)) return false;
    const found = this.#present.get(this.resolve(path, true));
    return found === undefined || isFolder(found);
  }

  addLink(path: string, target: string): void {
    this.#links.set(path, target);
  }

  addFolder(path: string): void {
    this.#present.set(path, { inode: 0, mode: modeType.dir | 0o755, uid: 0, gid: 0, size: 0 });
  }

  /** Takes a path away, with all below; gives what goes, in the order in which it can. */
  remove(path: string): { path: string; entry: ListedEntry }[] {
    const entry = this.#present.get(path);
    if (!entry || path === '') return [];
    const below = isFolder(entry) ? [...this.#childrenOf(path)].flatMap((child) => this.remove(child)) : [];
    this.#present.delete(path);
    this.#count(entry.inode, -1);
    this.#childrenOf(parentOf(path)).delete(path);
    this.#links.delete(path);
    return [...below, { path, entry }];
  }

  #childrenOf(folder: string): Set<string> {
    const known = this.#children.get(folder) ?? new Set<string>();
    this.#children.set(folder, known);
    return known;
  }
}
