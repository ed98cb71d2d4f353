import { type Desired, type Rights, xattrsText } from './desired.js';
import { compareBytes } from './entries.js';
import { parentOf } from './paths.js';
import { type Found, type TargetDisk, toRecord } from './target-disk.js';
import type { Intent, KeptKind, RecordEntry, TargetRecord } from './target-record.js';

export interface Operation {
  kind: Intent['kind'];
  path: string;
  /** Absent for `remove`. */
  want?: Desired;
  /** What was there, as far as it is ours. */
  before?: RecordEntry;
}

interface Kept {
  path: string;
  kind: KeptKind;
  reason: string;
}

export interface CompositionPlan {
  /** In the order to do them: removals from the leaves up, then the rest from the root down. */
  operations: Operation[];
  kept: Kept[];
  /** Records of paths that are not touched. */
  staying: Map<string, RecordEntry>;
  /** All that is kept, also below a folder that is reported. */
  marks: Map<string, KeptKind>;
}

export interface PlanInput {
  desired: Desired[];
  record: TargetRecord;
  disk: TargetDisk;
  rights: Rights;
  /** Seconds. */
  epoch: number;
}

type Decision = 'create' | 'replace' | 'meta' | 'stay' | { keep: KeptKind; reason: string; blocks?: boolean };

const reasons = {
  changed: 'changed by hand; delete it and run again to get the built one',
  attributes: 'its owner or mode was changed by hand; delete it and run again to get the built one',
  deleted: 'deleted by hand and not written again; to get it back remove the .smechdeploy-target file and run again',
  foreign: 'not from the build and in the place of a built one; move it away and run again to get that',
  holds:
    'a folder that holds files which are not from the build; move them away and run again to get what is built in its place',
  noFolder: 'no folder any more, so nothing is written below it; delete it and run again to get the built one',
};

/** Decides what to touch, from what shall be there, what the last composition wrote and what is there now. Touches nothing itself. */
export async function planComposition(input: PlanInput): Promise<CompositionPlan> {
  const { operations, kept, removing } = await planRemovals(input);
  const staying = new Map<string, RecordEntry>();
  const fates = new Map<string, Decision>();
  /** Folders that are none on the disk, and everything below them; with the reason's kind. */
  const blocked = new Map<string, KeptKind>();
  for (const given of input.desired) {
    const before = input.record.paths.get(given.path);
    const above = blocked.get(parentOf(given.path));
    if (above !== undefined) {
      blocked.set(given.path, above);
      fates.set(given.path, { keep: above, reason: reasons.noFolder });
      if (before) staying.set(given.path, before);
      continue;
    }
    const want = withLiveLink(given, fates);
    const found = input.disk.stat(want.path);
    const decision = await decide(input, want, before, found, fates, removing);
    fates.set(want.path, decision);
    if (typeof decision === 'object') {
      kept.push({ path: want.path, kind: decision.keep, reason: decision.reason });
      if (decision.blocks) blocked.set(want.path, decision.keep);
      if (before) staying.set(want.path, before);
    } else if (decision === 'stay') {
      const record = found && toRecord(found, want.content, extras(want));
      if (record) staying.set(want.path, record);
    } else operations.push({ kind: decision, path: want.path, want, ...(before ? { before } : {}) });
  }
  const marks = new Map([...kept.map(({ path, kind }): [string, KeptKind] => [path, kind]), ...blocked]);
  return { operations, kept, staying, marks };
}

export function extras({ linkTo, xattrs }: Desired): Pick<RecordEntry, 'linkTo' | 'xattrs'> {
  const text = xattrsText(xattrs);
  return { ...(linkTo === undefined ? {} : { linkTo }), ...(text === undefined ? {} : { xattrs: text }) };
}

/** What the record has and the layers no longer do, leaves first. A changed file stays and is the operator's from now on. */
async function planRemovals({ desired, record, disk }: PlanInput) {
  const wanted = new Set(desired.map(({ path }) => path));
  const operations: Operation[] = [];
  const kept: Kept[] = [];
  const removing = new Set<string>();
  const gone = [...record.paths.keys()].filter((path) => !wanted.has(path));
  for (const path of gone.sort((a, b) => compareBytes(b, a))) {
    const before = record.paths.get(path);
    const found = disk.stat(path);
    if (!before || !found) continue;
    if (before.type === 'dir' && found.type === 'dir') {
      if (disk.list(path).some((child) => !removing.has(child))) continue;
    } else if (!(await isOurs(disk, path, before, found))) {
      kept.push({ path, kind: 'changed', reason: 'changed by hand, and no longer built; it is yours from now on' });
      continue;
    }
    removing.add(path);
    operations.push({ kind: 'remove', path, before });
  }
  return { operations, kept, removing };
}

/** A name of a file whose first name is left as the operator made it becomes a file of its own. */
function withLiveLink(want: Desired, fates: Map<string, Decision>): Desired {
  if (want.linkTo === undefined || typeof fates.get(want.linkTo) !== 'object') return want;
  const { linkTo: _, ...own } = want;
  return own;
}

async function decide(
  { record, disk, rights, epoch }: PlanInput,
  want: Desired,
  before: RecordEntry | undefined,
  found: Found | undefined,
  fates: Map<string, Decision>,
  removing: Set<string>,
): Promise<Decision> {
  if (!found) {
    const byHand = before && !before.redo && before.type === want.type && record.kept.get(want.path) !== 'changed';
    return byHand ? { keep: 'deleted', reason: reasons.deleted, blocks: want.type === 'dir' } : 'create';
  }
  const ours = before !== undefined && (await isOurs(disk, want.path, before, found));
  const equal = ours ? before.type === want.type && before.content === want.content : await isEqual(disk, want, found);
  if (!ours) {
    const noFolder = want.type === 'dir' && found.type !== 'dir';
    const keep = before ? 'changed' : 'foreign';
    if (!equal) return { keep, reason: noFolder ? reasons.noFolder : reasons[keep], blocks: noFolder };
    if (before && !hasAttributes(want, found, rights)) return { keep, reason: reasons.attributes };
  }
  if (!equal) {
    const stuck = found.type === 'dir' && disk.list(want.path).some((child) => !removing.has(child));
    return stuck ? { keep: 'foreign', reason: reasons.holds } : 'replace';
  }
  const inTime = found.mtimeNs === `${epoch}000000000`;
  if (want.type === 'dir')
    return inTime && hasAttributes(want, found, rights) && sameXattrs(want, before) ? 'stay' : 'meta';
  // Another name outside our knowledge: what we set on the file would be set there too.
  if (!ours && found.links > 1) return 'replace';
  if (!isLinkedRight(disk, want, before, found, fates) || !sameXattrs(want, before)) return 'replace';
  const settled = inTime && hasAttributes(want, found, rights) && !before?.redo;
  return settled ? 'stay' : 'meta';
}

/** Whether a path is as the last composition left it. Equal time stamps and inode settle it; else the content does. */
async function isOurs(disk: TargetDisk, path: string, before: RecordEntry, found: Found): Promise<boolean> {
  if (before.type !== found.type || before.size !== found.size) return false;
  if (before.mode !== found.mode || before.uid !== found.uid || before.gid !== found.gid) return false;
  if (found.type !== 'file') return before.content === found.content;
  const untouched = before.ino === found.ino && before.mtimeNs === found.mtimeNs && before.ctimeNs === found.ctimeNs;
  return untouched || before.content === (await disk.content(path, found));
}

async function isEqual(disk: TargetDisk, want: Desired, found: Found): Promise<boolean> {
  return (
    want.type === found.type && want.size === found.size && want.content === (await disk.content(want.path, found))
  );
}

/** Owners count where they can be set. */
const hasAttributes = (want: Desired, found: Found, { root }: Rights): boolean =>
  want.type === 'symlink'
    ? !root || (want.uid === found.uid && want.gid === found.gid)
    : want.mode === found.mode && (!root || (want.uid === found.uid && want.gid === found.gid));

const sameXattrs = (want: Desired, before: RecordEntry | undefined): boolean =>
  xattrsText(want.xattrs) === before?.xattrs;

function isLinkedRight(
  disk: TargetDisk,
  want: Desired,
  before: RecordEntry | undefined,
  found: Found,
  fates: Map<string, Decision>,
): boolean {
  if (want.linkTo === undefined) return before?.linkTo === undefined;
  const fate = fates.get(want.linkTo);
  return (fate === 'stay' || fate === 'meta') && disk.stat(want.linkTo)?.ino === found.ino;
}
