import type { ViewEntry } from '../layers/view.js';
import { type InodeTimes, type ListedEntry, listImage, modeType, readTimes } from './debugfs-list.js';
import { DebugfsSession } from './debugfs-session.js';
import {
  entryMark,
  folderAttributes,
  type ImageRecord,
  identityOf,
  readImageRecord,
  recordOfChange,
  writeImageRecord,
} from './image-record.js';
import { inodeTime, isOfClock } from './image-times.js';
import { checkFree, type ImageUpdate, mustGrow, updateImage } from './image-update.js';
import { hasBreak } from './spoken-names.js';

export interface ImageSync
  extends Omit<ImageUpdate, 'entries' | 'remove' | 'removeEmpty' | 'removeAttributes' | 'beforeReplace'> {
  /** All that the image shall hold of ours. What somebody else put there stays. */
  entries: Iterable<ViewEntry>;
  /** What a phase took away, whoever had put it there. */
  gone?: string[];
}

export interface SyncResult {
  written: number;
  removed: number;
}

/**
 * Makes an image hold these entries, writing only what differs from what it holds. An image that nobody touched since is compared by its record
 * alone; one that was changed is listed, and what is not as it was left is written again.
 */
export async function syncImage(request: ImageSync): Promise<SyncResult> {
  const { image, epoch } = request;
  await checkFree(image);
  const wanted = new Map([...request.entries].map((one) => [one.entry.path, one]));
  const marks = new Map([...wanted].map(([path, { entry }]) => [path, entryMark(entry)]));
  const record = await readImageRecord(image);
  const found = await identityOf(image);
  const touched = record !== null && record.identity !== found;
  // With another epoch all is written anew, but what is no longer wanted is still ours to take away.
  const kept = record?.epoch === epoch ? same(record, marks) : new Set<string>();
  if (record !== null && touched) await dropChanged(request, kept, wanted);
  dropGroups(kept, wanted);
  const entries = [...wanted.values()].filter(({ entry }) => !kept.has(entry.path));
  const gone = Object.entries(record?.entries ?? {}).filter(([path, mark]) => {
    const now = marks.get(path);
    return now === undefined || (isOf('symlink', mark) && now !== mark);
  });
  const taken = request.gone ?? [];
  const foreign = taken.filter((path) => !record?.gone.includes(path));
  const result = { written: entries.length, removed: gone.filter(([path]) => !wanted.has(path)).length };
  const grows = (await mustGrow(request)) !== null;
  if (entries.length > 0 || gone.length > 0 || foreign.length > 0 || grows) {
    const paths = (folders: boolean) => gone.filter(([, mark]) => isOf('dir', mark) === folders).map(([path]) => path);
    const writing = entries.map(({ entry }) => ({
      ...{ path: entry.path, mark: marks.get(entry.path) ?? '', attributes: folderAttributes(entry) },
    }));
    const before = record ?? { identity: found, entries: {}, gone: [], attributes: {} };
    await updateImage({
      ...{ ...request, entries, remove: [...paths(false), ...foreign], removeEmpty: paths(true) },
      removeAttributes: attributesGone(before, writing),
      beforeReplace: () => writeImageRecord(image, recordOfChange(before, writing, epoch)),
    });
  } else if (!touched) return result;
  const identity = await identityOf(image);
  const attributes = [...wanted].map(([path, { entry }]) => [path, folderAttributes(entry)] as const);
  await writeImageRecord(image, {
    ...{ schemaVersion: 1, identity, epoch, entries: Object.fromEntries(marks), gone: taken },
    attributes: Object.fromEntries(attributes.filter(([, names]) => names.length > 0)),
  });
  return result;
}

/** What folders that are written have by now and shall not have. */
const attributesGone = (
  before: Pick<ImageRecord, 'attributes'>,
  writing: { path: string; attributes: string[] }[],
): Map<string, string[]> =>
  new Map(
    writing.map(({ path, attributes }) => [
      path,
      (before.attributes[path] ?? []).filter((name) => !attributes.includes(name)),
    ]),
  );

const isOf = (type: string, mark: string) => mark.startsWith(`${type} `);

function same(record: ImageRecord, marks: ReadonlyMap<string, string>): Set<string> {
  return new Set([...marks].flatMap(([path, mark]) => (record.entries[path] === mark ? [path] : [])));
}

/** What somebody else changed in the image is not kept as it is. */
async function dropChanged(
  { image, epoch, signal }: ImageSync,
  kept: Set<string>,
  wanted: ReadonlyMap<string, ViewEntry>,
): Promise<void> {
  const session = new DebugfsSession(image, signal === undefined ? {} : { signal });
  try {
    const listed = await listImage(session);
    const paths = [...kept].filter((path) => listed.has(path));
    const times = await readTimes(
      session,
      paths.map((path) => listed.get(path)?.inode ?? 0),
    );
    const found = new Map(paths.map((path, index) => [path, times[index]]));
    for (const path of kept) {
      const one = wanted.get(path);
      const origin = one?.entry.type === 'hardlink' ? wanted.get(one.entry.target) : one;
      if (!origin || !isAsWritten(origin, listed.get(path), found.get(path), epoch)) kept.delete(path);
    }
  } finally {
    await session.kill();
  }
}

/** A file's ctime is what debugfs's clock said when it was made: whoever changed it since could not set that. */
function isAsWritten(
  { entry }: ViewEntry,
  found: ListedEntry | undefined,
  times: InodeTimes | undefined,
  epoch: number,
): boolean {
  if (!found || !times || entry.type === 'hardlink') return false;
  const time = inodeTime(entry.mtimeNs === undefined ? BigInt(epoch) * 1_000_000_000n : BigInt(entry.mtimeNs));
  const mode = modeType[entry.type] | (entry.type === 'symlink' ? 0o777 : entry.mode);
  if (found.mode !== mode || found.uid !== entry.uid || found.gid !== entry.gid) return false;
  if (entry.type === 'dir') return true;
  const madeAt = isOfClock(time) ? time.low : epoch;
  const { mtime, ctime } = times;
  const inTime = mtime.low === time.low && mtime.extra === time.extra && ctime.low === madeAt;
  return inTime && (entry.type !== 'file' || found.size === entry.size);
}

/** Names of one file are written together, and so is what lies in a folder whose name debugfs can't go into. */
function dropGroups(kept: Set<string>, wanted: ReadonlyMap<string, ViewEntry>): void {
  const groups = new Map<string, string[]>();
  const join = (group: string, path: string) => groups.set(group, [...(groups.get(group) ?? []), path]);
  for (const [path, { entry }] of wanted) {
    if (entry.type === 'hardlink') {
      join(entry.target, entry.target);
      join(entry.target, path);
    }
    const parts = path.split('/');
    const odd = parts.findIndex(hasBreak);
    if (odd >= 0) join(`\n${parts.slice(0, odd + 1).join('/')}`, path);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const members of groups.values()) {
      if (members.every((path) => kept.has(path))) continue;
      for (const path of members) changed = kept.delete(path) || changed;
    }
  }
}
