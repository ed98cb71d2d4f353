import { failure } from '../host/errors.js';
import { resolveWithin } from '../layers/paths.js';
import { debugfs } from './debugfs-commands.js';
import { isFolder, type ListedEntry, modeType } from './debugfs-list.js';
import { linksLast, type TreeEntry } from './tree.js';

export interface ImagePlan {
  /** First of all: what makes way. */
  removals: string[];
  commands: string[];
  /** Attribute values, to be put into the files that the commands name. */
  values: { file: string; content: Buffer }[];
  /** What must be there afterwards. */
  expected: Map<string, Omit<ListedEntry, 'inode'>>;
  neededBlocks: number;
  freedBlocks: number;
  neededInodes: number;
}

export interface PlanInput {
  existing: ReadonlyMap<string, ListedEntry>;
  /** Targets of the image's symbolic links. */
  links: ReadonlyMap<string, string>;
  entries: Iterable<TreeEntry>;
  /** Paths that must go, with all below. */
  remove?: string[];
  epoch: number;
  blockSize: number;
  /** Folder for `values`. */
  valueDir: string;
}

/** Works out the debugfs commands that put entries into an image over what is there. */
export function planImage(input: PlanInput): ImagePlan {
  return new Planner(input).plan();
}

class Planner {
  readonly #input: PlanInput;
  readonly #present: Map<string, ListedEntry>;
  readonly #links: Map<string, string>;
  readonly #plan: ImagePlan = {
    removals: [],
    commands: [],
    values: [],
    expected: new Map(),
    neededBlocks: 0,
    freedBlocks: 0,
    neededInodes: 0,
  };
  #folder: string | null = null;

  constructor(input: PlanInput) {
    this.#input = input;
    this.#present = new Map(input.existing);
    this.#links = new Map(input.links);
  }

  plan(): ImagePlan {
    for (const path of this.#input.remove ?? []) this.#remove(this.#place(path));
    const entries = linksLast(this.#input.entries).flatMap((one) => this.#settle(one));
    for (const one of entries)
      if (one.entry.type !== 'dir' || !this.#isFolder(one.entry.path)) this.#remove(one.entry.path);
    this.#plan.commands.push(debugfs.setTime(this.#input.epoch));
    const folders = entries.filter(({ entry }) => entry.type === 'dir');
    for (const { entry } of folders) this.#makeFolder(entry.path);
    for (const one of byFolder(entries.filter(({ entry }) => entry.type !== 'dir'))) this.#put(one);
    for (const [path, count] of countLinks(entries)) this.#plan.commands.push(debugfs.setLinks(`/${path}`, count + 1));
    for (const one of folders) this.#finishFolder(one);
    return this.#plan;
  }

  /** The entry where it really goes: links to folders on its way (merged /usr) are followed. */
  #settle(one: TreeEntry): TreeEntry[] {
    const path = this.#place(one.entry.path);
    const { entry } = one;
    // As in a target: a folder over a link to a folder changes nothing.
    if (entry.type === 'dir' && this.#links.has(path) && this.#leadsToFolder(path)) return [];
    if (entry.type === 'symlink') this.#links.set(path, entry.target);
    if (entry.type === 'hardlink') return [{ ...one, entry: { ...entry, path, target: this.#place(entry.target) } }];
    return [{ ...one, entry: { ...entry, path } }];
  }

  #place(path: string): string {
    return this.#resolve(path, false);
  }

  #resolve(path: string, last: boolean): string {
    return resolveWithin(path, (at) => this.#links.get(at), last);
  }

  /** One that leads nowhere may get its folder later. */
  #leadsToFolder(path: string): boolean {
    const found = this.#present.get(this.#resolve(path, true));
    return found === undefined || isFolder(found);
  }

  #isFolder(path: string): boolean {
    const found = this.#present.get(path);
    return found !== undefined && isFolder(found);
  }

  #remove(path: string): void {
    const found = this.#present.get(path);
    if (!found) return;
    if (isFolder(found))
      for (const child of [...this.#present.keys()].filter(
        (name) => name.startsWith(`${path}/`) && !name.slice(path.length + 1).includes('/'),
      ))
        this.#remove(child);
    this.#plan.removals.push(isFolder(found) ? debugfs.rmdir(`/${path}`) : debugfs.rm(`/${path}`));
    this.#plan.freedBlocks += isFolder(found) ? 1 : Math.floor(found.size / this.#input.blockSize);
    this.#present.delete(path);
    this.#links.delete(path);
  }

  #enter(path: string): string {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    if (this.#folder !== folder) this.#plan.commands.push(debugfs.cd(`/${folder}`));
    this.#folder = folder;
    return path.slice(slash + 1);
  }

  #makeFolder(path: string): void {
    if (path === '' || this.#isFolder(path)) return;
    this.#remove(path);
    const slash = path.lastIndexOf('/');
    if (slash > 0) this.#makeFolder(path.slice(0, slash));
    const name = this.#enter(path);
    this.#plan.commands.push(debugfs.mkdir(name));
    this.#present.set(path, { inode: 0, mode: modeType.dir | 0o755, uid: 0, gid: 0, size: 0 });
    this.#need(1, 1);
  }

  #finishFolder({ entry }: TreeEntry): void {
    const had = this.#present.get(entry.path);
    const mode = modeType.dir | entry.mode;
    const name = this.#enter(entry.path);
    const { commands } = this.#plan;
    if (had?.mode !== mode) commands.push(debugfs.setMode(name, mode));
    this.#own(name, entry, had ?? { uid: 0, gid: 0 });
    this.#attributes(name, entry);
    if (this.#input.existing.has(entry.path)) commands.push(debugfs.setModified(name, this.#input.epoch));
    this.#plan.expected.set(entry.path, { mode, uid: entry.uid, gid: entry.gid, size: 0 });
  }

  #put(one: TreeEntry): void {
    const { entry } = one;
    const slash = entry.path.lastIndexOf('/');
    if (slash > 0) this.#makeFolder(entry.path.slice(0, slash));
    const name = this.#enter(entry.path);
    const { commands, expected } = this.#plan;
    if (entry.type === 'hardlink') {
      commands.push(debugfs.ln(`/${entry.target}`, name));
      const target = expected.get(entry.target);
      if (!target)
        throw failure(
          `/${entry.path} is another name of /${entry.target}, which is not among what goes into the image: add that too.`,
        );
      expected.set(entry.path, target);
      return;
    }
    commands.push(this.#make(one, name));
    const type = modeType[entry.type];
    if (entry.type !== 'symlink') commands.push(debugfs.setMode(name, type | entry.mode));
    this.#own(name, entry, { uid: 0, gid: 0 });
    this.#attributes(name, entry);
    const size = entry.type === 'file' ? entry.size : entry.type === 'symlink' ? Buffer.byteLength(entry.target) : 0;
    expected.set(entry.path, {
      mode: type | (entry.type === 'symlink' ? 0o777 : entry.mode),
      uid: entry.uid,
      gid: entry.gid,
      size,
    });
    // A tree of extents takes a block now and then.
    const data = entry.type === 'symlink' && size < 60 ? 0 : Math.ceil(size / this.#input.blockSize);
    this.#need(data + Math.ceil(data / 8192), 1);
  }

  #make({ entry, content }: TreeEntry, name: string): string {
    switch (entry.type) {
      case 'file':
        if (content === undefined)
          throw failure(`/${entry.path} has no content to write: run the phase that makes it again with --force.`);
        return debugfs.write(content, name);
      case 'symlink':
        return debugfs.symlink(name, entry.target);
      case 'char':
        return debugfs.mknod(name, 'c', [entry.major, entry.minor]);
      case 'block':
        return debugfs.mknod(name, 'b', [entry.major, entry.minor]);
      case 'fifo':
        return debugfs.mknod(name, 'p');
      default:
        throw new TypeError(`${entry.path}: ${entry.type}`);
    }
  }

  #own(name: string, want: { uid: number; gid: number }, have: { uid: number; gid: number }): void {
    for (const field of ['uid', 'gid'] as const) {
      if (want[field] !== have[field]) this.#plan.commands.push(debugfs.setOwner(name, field, want[field]));
    }
  }

  #attributes(name: string, entry: TreeEntry['entry']): void {
    for (const [attribute, value] of Object.entries(entry.xattrs ?? {})) {
      const file = `${this.#input.valueDir}/${this.#plan.values.length}`;
      this.#plan.values.push({ file, content: Buffer.from(value, 'base64') });
      this.#plan.commands.push(debugfs.setAttribute(name, attribute, file));
      this.#need(1, 0);
    }
  }

  #need(blocks: number, inodes: number): void {
    this.#plan.neededBlocks += blocks;
    this.#plan.neededInodes += inodes;
  }
}

/** One `cd` a folder; hard links keep their place at the end. */
function byFolder(entries: TreeEntry[]): TreeEntry[] {
  const folder = ({ entry }: TreeEntry) => entry.path.slice(0, entry.path.lastIndexOf('/') + 1);
  const late = ({ entry }: TreeEntry) => (entry.type === 'hardlink' ? 1 : 0);
  const order = (a: TreeEntry, b: TreeEntry) =>
    late(a) - late(b) || (folder(a) < folder(b) ? -1 : folder(a) > folder(b) ? 1 : 0);
  return [...entries].sort(order);
}

function countLinks(entries: TreeEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entry } of entries)
    if (entry.type === 'hardlink') counts.set(entry.target, (counts.get(entry.target) ?? 0) + 1);
  return counts;
}

/** How an image differs from what was meant, one sentence each. */
export function differences(expected: ImagePlan['expected'], listed: ReadonlyMap<string, ListedEntry>): string[] {
  return [...expected].flatMap(([path, want]) => {
    const have = listed.get(path);
    if (!have) return [`/${path} is missing`];
    const wrong = (['mode', 'uid', 'gid', 'size'] as const).filter((field) => have[field] !== want[field]);
    const say = (field: (typeof wrong)[number], value: number) =>
      field === 'mode' ? value.toString(8) : String(value);
    return wrong.map(
      (field) => `/${path} has ${field} ${say(field, have[field])} where ${say(field, want[field])} was meant`,
    );
  });
}
