import { rmSync } from 'node:fs';
import path from 'node:path';
import { parentOf } from './paths.js';
import { type Found, type TargetDisk, toRecord } from './target-disk.js';
import type { Intent, Journal, RecordEntry, TargetRecord } from './target-record.js';

/**
 * The record as it would be, had the interrupted composition kept it up to date: what it wrote or removed is ours, so that the next
 * one completes it and does not take it for the operator's changes. Half-written files are removed.
 */
export async function recoverRecord(record: TargetRecord, journal: Journal, disk: TargetDisk): Promise<TargetRecord> {
  const paths = new Map(record.paths);
  for (const folder of new Set(journal.intents.map((intent) => parentOf(intent.path)))) {
    if (!disk.isFolder(folder)) continue;
    for (const name of disk.list(folder)) {
      if (path.posix.basename(name).startsWith(journal.temporary)) rmSync(path.join(disk.root, name), { force: true });
    }
  }
  for (const intent of journal.intents) {
    const before = paths.get(intent.path);
    const found = disk.stat(intent.path);
    if (!found) {
      if (mayBeAbsent(intent, before)) paths.delete(intent.path);
      continue;
    }
    const after = await recovered(intent, before, found, disk, journal.epoch);
    if (after) paths.set(intent.path, after);
  }
  return { ...record, paths };
}

/** Whether the composition itself can have left nothing at this path: renaming over a file never does. */
function mayBeAbsent({ kind, to }: Intent, before: RecordEntry | undefined): boolean {
  return (
    kind === 'remove' || kind === 'create' || (kind === 'replace' && (before?.type === 'dir') !== (to?.type === 'dir'))
  );
}

async function recovered(
  { path: name, to }: Intent,
  before: RecordEntry | undefined,
  found: Found,
  disk: TargetDisk,
  epoch: number,
): Promise<RecordEntry | undefined> {
  const content = await disk.content(name, found);
  const is = (other: { type: string; content: string } | undefined) =>
    other !== undefined && other.type === found.type && other.content === content;
  if (is(to))
    return toRecord(found, content, { ...(to?.linkTo === undefined ? {} : { linkTo: to.linkTo }), redo: true });
  if (is(before))
    return toRecord(found, content, { ...(before?.linkTo === undefined ? {} : { linkTo: before.linkTo }), redo: true });
  // After a loss of power a renamed file may have lost its content, though not our time stamp.
  const torn =
    to?.type === 'file' && found.type === 'file' && found.size === 0 && found.mtimeNs === `${epoch}000000000`;
  return torn ? toRecord(found, content, { redo: true }) : undefined;
}
