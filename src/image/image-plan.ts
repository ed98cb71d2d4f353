import { failure } from '../host/errors.js';
import { parentOf } from '../layers/paths.js';
import { debugfs } from './debugfs-commands.js';
import { isFolder, type ListedEntry, modeType } from './debugfs-list.js';
import { TimeTeller } from './image-times.js';
import { ImageTree } from './image-tree.js';
import { hasBreak, SpokenNames } from './spoken-names.js';
import { linksLast, type TreeEntry } from './tree.js';

/** What must be there when all commands went through. */
interface ExpectedEntry extends Omit<ListedEntry, 'inode'> {
  /** Nanoseconds; null: not looked at, since debugfs's clock said it. */
  mtimeNs: bigint | null;
}

export interface ImagePlan {
  /** First of all: what makes way. */
  removals: string[];
  commands: string[];
  /** Last of all; as the removals, they may hold line breaks. */
  late: string[];
  /** Attribute values, to be put into the files that the commands name. */
  values: { file: string; content: Buffer }[];
  /** Links to contents whose own path can't be said, to be made. */
  stands: { file: string; target: string }[];
  expected: Map<string, ExpectedEntry>;
  neededBlocks: number;
  /** Inodes whose last name makes way. */
  freedInodes: number[];
  neededInodes: number;
}

export interface HostContent {
  /** Permission bits, which debugfs takes along. */
  mode: number;
  /** Less than the size where there are holes. */
  bytes: number;
}

export interface PlanInput {
  existing: ReadonlyMap<string, ListedEntry>;
  /** Targets of the image's symbolic links. */
  links: ReadonlyMap<string, string>;
  entries: Iterable<TreeEntry>;
  /** Paths that must go, with all below. */
  remove?: string[];
  /** Folders that must go if nothing is left in them, or what is there and is none. */
  removeEmpty?: string[];
  /** Extended attributes that must go from folders among the entries, by their paths. */
  removeAttributes?: ReadonlyMap<string, string[]>;
  epoch: number;
  blockSize: number;
  /** Contents by path, as they lie on this machine; what is not known of them is said with a command of its own. */
  contents?: ReadonlyMap<string, HostContent>;
  /** Folder for `values` and `stands`. */
  valueDir: string;
}

/** Works out the debugfs commands that put entries into an image over what is there. */
export function planImage(input: PlanInput): ImagePlan {
  return new Planner(input).plan();
}

class Planner {
  readonly #input: PlanInput;
  readonly #tree: ImageTree;
  readonly #names = new SpokenNames();
  readonly #times: TimeTeller;
  readonly #plan: ImagePlan = {
    ...{ removals: [], commands: [], late: [], values: [], stands: [] },
    ...{ expected: new Map(), neededBlocks: 0, freedInodes: [], neededInodes: 0 },
  };
  #folder: string | null = null;
  /** Folders that the commands make, with the time that they get so. */
  readonly #made = new Map<string, bigint | null>();

  constructor(input: PlanInput) {
    this.#input = input;
    this.#tree = new ImageTree(input.existing, input.links);
    this.#times = new TimeTeller(input.epoch);
  }

  plan(): ImagePlan {
    for (const path of this.#input.remove ?? []) this.#remove(this.#tree.resolve(path));
    for (const path of [...(this.#input.removeEmpty ?? [])].sort().reverse())
      if (this.#tree.isEmpty(path)) this.#remove(path);
    const entries = linksLast(this.#input.entries).flatMap((one) => this.#settle(one));
    for (const { entry } of entries)
      if (entry.type !== 'dir' || !this.#tree.isFolder(entry.path)) this.#remove(this.#names.real(entry.path));
    const folders = entries.filter(({ entry }) => entry.type === 'dir');
    for (const { entry } of folders) this.#makeFolder(entry.path, timeOf(entry));
    for (const one of byFolder(entries.filter(({ entry }) => entry.type !== 'dir'))) this.#put(one);
    for (const [path, count] of countLinks(entries)) this.#plan.commands.push(debugfs.setLinks(`/${path}`, count + 1));
    for (const one of folders) this.#finishFolder(one);
    this.#rename();
    return this.#plan;
  }

  /** The entry where it really goes: links to folders on its way (merged /usr) are followed. */
  #settle(one: TreeEntry): TreeEntry[] {
    const { entry } = one;
    const path = this.#tree.resolve(entry.path);
    // As in a target: a folder over a link to a folder changes nothing.
    if (entry.type === 'dir' && this.#tree.isLinkToFolder(path)) return [];
    if (entry.type === 'symlink') this.#tree.addLink(path, entry.target);
    const spoken = this.#names.path(path);
    if (entry.type !== 'hardlink') return [{ ...one, entry: { ...entry, path: spoken } }];
    const target = this.#names.path(this.#tree.resolve(entry.target));
    return [{ ...one, entry: { ...entry, path: spoken, target } }];
  }

  #remove(path: string): void {
    for (const { path: gone, entry } of this.#tree.remove(path)) {
      this.#plan.removals.push(isFolder(entry) ? debugfs.rmdir(`/${gone}`) : debugfs.rm(`/${gone}`));
      if (this.#tree.isGone(entry.inode)) this.#plan.freedInodes.push(entry.inode);
    }
  }

  #enter(path: string): string {
    const folder = parentOf(path);
    if (this.#folder !== folder) this.#plan.commands.push(debugfs.cd(`/${folder}`));
    this.#folder = folder;
    return path.slice(folder === '' ? 0 : folder.length + 1);
  }

  #makeFolder(path: string, time: bigint | null): void {
    if (this.#tree.isFolder(path)) return;
    this.#remove(path);
    this.#makeFolder(parentOf(path), null);
    const name = this.#enter(path);
    this.#plan.commands.push(...this.#times.before(time), debugfs.mkdir(name));
    this.#tree.addFolder(path);
    this.#made.set(path, time);
    this.#need(1, 1);
  }

  #finishFolder({ entry }: TreeEntry): void {
    const had = this.#tree.get(entry.path);
    const mode = modeType.dir | entry.mode;
    const { commands } = this.#plan;
    const name = this.#enter(entry.path);
    if (had?.mode !== mode) commands.push(debugfs.setMode(name, mode));
    this.#own(name, entry, had ?? { uid: 0, gid: 0 });
    if (!this.#made.has(entry.path))
      for (const attribute of this.#input.removeAttributes?.get(this.#names.real(entry.path)) ?? [])
        commands.push(debugfs.removeAttribute(name, attribute));
    this.#attributes(name, entry);
    const time = timeOf(entry);
    const said = this.#made.get(entry.path) === time ? this.#times.after(name, time) : this.#times.again(name, time);
    commands.push(...said);
    this.#expect(entry, 0, said.length > 0);
  }

  #put(one: TreeEntry): void {
    const { entry } = one;
    this.#makeFolder(parentOf(entry.path), null);
    const name = this.#enter(entry.path);
    const { commands, expected } = this.#plan;
    if (entry.type === 'hardlink') {
      commands.push(debugfs.ln(`/${entry.target}`, name));
      const target = expected.get(this.#names.real(entry.target));
      if (!target)
        throw failure(
          `/${entry.path} is another name of /${entry.target}, which is not among what goes into the image: add that too.`,
        );
      expected.set(this.#names.real(entry.path), target);
      return;
    }
    if (entry.type === 'symlink' && hasBreak(entry.target)) {
      this.#putLate(entry);
      return;
    }
    const time = timeOf(entry);
    commands.push(...this.#times.before(time), ...this.#make(one, name));
    const content = this.#input.contents?.get(one.content ?? '');
    if (entry.type !== 'symlink' && content?.mode !== entry.mode)
      commands.push(debugfs.setMode(name, modeType[entry.type] | entry.mode));
    this.#own(name, entry, { uid: 0, gid: 0 });
    this.#attributes(name, entry);
    const said = this.#times.after(name, time);
    commands.push(...said);
    const size = entry.type === 'file' ? entry.size : entry.type === 'symlink' ? Buffer.byteLength(entry.target) : 0;
    this.#expect(entry, size, said.length > 0);
    // A tree of extents takes a block now and then.
    const bytes = content?.bytes ?? size;
    const data = entry.type === 'symlink' && size < 60 ? 0 : Math.ceil(bytes / this.#input.blockSize);
    this.#need(data + Math.ceil(data / 8192), 1);
  }

  /** A link whose target has a line break: made by itself after the batch. */
  #putLate(entry: Extract<TreeEntry['entry'], { type: 'symlink' }>): void {
    const path = `/${entry.path}`;
    this.#plan.late.push(debugfs.symlink(path, entry.target));
    for (const field of ['uid', 'gid'] as const)
      if (entry[field] !== 0) this.#plan.late.push(debugfs.setOwner(path, field, entry[field]));
    this.#plan.late.push(...this.#times.again(path, timeOf(entry)));
    this.#expect(entry, Buffer.byteLength(entry.target), true);
    this.#need(1, 1);
  }

  #make({ entry, content }: TreeEntry, name: string): string[] {
    switch (entry.type) {
      case 'file':
        if (content === undefined)
          throw failure(`/${entry.path} has no content to write: run the phase that makes it again with --force.`);
        return [debugfs.write(this.#spokenContent(content), name)];
      case 'symlink':
        return [debugfs.symlink(name, entry.target)];
      case 'char':
      case 'block': {
        const kind = entry.type === 'char' ? 'c' : 'b';
        if (entry.major <= 65535 && entry.minor <= 65535)
          return [debugfs.mknod(name, kind, [entry.major, entry.minor])];
        return [debugfs.mknod(name, kind, [0, 0]), ...debugfs.setDevice(name, entry.major, entry.minor)];
      }
      case 'fifo':
        return [debugfs.mknod(name, 'p')];
      default:
        throw new TypeError(`${entry.path}: ${entry.type}`);
    }
  }

  #spokenContent(content: string): string {
    if (!hasBreak(content)) return content;
    const file = `${this.#input.valueDir}/content-${this.#plan.stands.length}`;
    this.#plan.stands.push({ file, target: content });
    return file;
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

  #expect(entry: TreeEntry['entry'], size: number, timeSaid: boolean): void {
    const mode = modeType[entry.type as keyof typeof modeType] | (entry.type === 'symlink' ? 0o777 : entry.mode);
    const mtimeNs = timeSaid ? (timeOf(entry) ?? BigInt(this.#input.epoch) * 1_000_000_000n) : null;
    this.#plan.expected.set(this.#names.real(entry.path), { mode, uid: entry.uid, gid: entry.gid, size, mtimeNs });
  }

  #rename(): void {
    const paths = [...this.#plan.expected.keys()].map((path) => this.#names.path(path));
    for (const { path, name } of this.#names.renames(paths)) {
      const folder = parentOf(path);
      this.#plan.late.push(debugfs.name(`/${path}`, `${folder === '' ? '' : `/${folder}`}/${name}`));
      this.#plan.late.push(debugfs.unlink(`/${path}`));
    }
  }

  #need(blocks: number, inodes: number): void {
    this.#plan.neededBlocks += blocks;
    this.#plan.neededInodes += inodes;
  }
}

const timeOf = ({ mtimeNs }: TreeEntry['entry']) => (mtimeNs === undefined ? null : BigInt(mtimeNs));

/** One `cd` a folder; hard links keep their place at the end. */
function byFolder(entries: TreeEntry[]): TreeEntry[] {
  const late = ({ entry }: TreeEntry) => (entry.type === 'hardlink' ? 1 : 0);
  const order = (a: TreeEntry, b: TreeEntry) => {
    const [one, other] = [parentOf(a.entry.path), parentOf(b.entry.path)];
    return late(a) - late(b) || (one < other ? -1 : one > other ? 1 : 0);
  };
  return [...entries].sort(order);
}

function countLinks(entries: TreeEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entry } of entries)
    if (entry.type === 'hardlink') counts.set(entry.target, (counts.get(entry.target) ?? 0) + 1);
  return counts;
}
