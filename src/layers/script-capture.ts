import { constants, copyFileSync, linkSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { failure, usageError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import { describe } from './capture.js';
import { xattrsText } from './desired.js';
import { sortEntries } from './entries.js';
import type { LayerEntry } from './manifest.js';
import { ancestorsOf } from './paths.js';
import { compareSnapshots, type Differences, listTarget, notText, Snapshot, snapshotText } from './snapshot.js';
import { readTargetId } from './target.js';
import { TargetDisk, toRecord } from './target-disk.js';
import {
  type RecordFiles,
  readJson,
  readRecord,
  recordFiles,
  type TargetRecord,
  writeJson,
  writeRecord,
} from './target-record.js';
import { readXattrs } from './xattrs.js';

/**
 * Lists a target before an operator's script writes into it. The list is kept beside the target's record, so that even if the script or its
 * runner is killed, the next composition knows the script's changes from the operator's.
 */
export async function snapshot(target: string, layout: Layout): Promise<Snapshot> {
  const id = await readTargetId(target);
  if (id === null) throw usageError(`${target} is no target: run a phase that makes it.`);
  const listed = await listTarget(realpathSync(target));
  const files = recordFiles(layout.targets, id);
  await writeJson(files.script, snapshotText(listed), files.durable);
  return listed;
}

/** What a script changed, as a layer: the content of new and changed files is copied to `dir`, removed paths get `removed` entries. */
export async function captureChanges(target: string, before: Snapshot, dir: string): Promise<LayerEntry[]> {
  const root = folderOf(target);
  const { changed, removed, becameFolder } = compareSnapshots(before, await listTarget(root));
  const unnamed = changed.find((name) => name.includes(notText));
  if (unnamed !== undefined) {
    const [folder, hex] = unnamed.split(notText);
    throw failure(
      `The script made a file in ${root}/${folder} whose name (bytes ${hex}) is not UTF-8, which a layer can't hold: rename it in the script.`,
    );
  }
  const entries = await describe(root, changed);
  mkdirSync(dir, { recursive: true });
  for (const entry of entries) copyContent(root, entry, dir);
  const gone = [...removed, ...becameFolder].filter((name) => !name.includes(notText));
  return sortEntries([...entries, ...gone.map((name): LayerEntry => ({ type: 'removed', path: name }))]);
}

function folderOf(target: string): string {
  try {
    return realpathSync(target);
  } catch (cause) {
    throw failure(`The script removed the target ${target} itself: have it remove no more than what is in it.`, {
      cause,
    });
  }
}

function copyContent(root: string, entry: LayerEntry, dir: string): void {
  const to = path.join(dir, entry.path);
  mkdirSync(path.dirname(to), { recursive: true });
  if (entry.type === 'dir') mkdirSync(to, { recursive: true });
  if (entry.type === 'file') copyFileSync(path.join(root, entry.path), to, constants.COPYFILE_FICLONE);
  if (entry.type === 'hardlink') linkSync(path.join(dir, entry.target), to);
  if (entry.type === 'symlink') symlinkSync(entry.target, to);
}

/**
 * Takes what changed since `snapshot` into the target's record, so that it does not count as changed by hand. Call it when the script
 * ended, well or not; compositions do it by themselves for scripts that were killed.
 */
export async function adoptChanges(target: string, layout: Layout): Promise<void> {
  const id = await readTargetId(target);
  if (id === null) return;
  const files = recordFiles(layout.targets, id);
  const { record, journal } = await readRecord(files);
  // An interrupted composition has to be recovered first; compose does both.
  if (journal) return;
  const adopted = await adoptScript(files, record, realpathSync(target));
  if (adopted !== record) await writeRecord(files, adopted);
  await rm(files.script, { force: true });
}

/** The record with a script's changes taken in; the same one if there was no script. */
export async function adoptScript(files: RecordFiles, record: TargetRecord, root: string): Promise<TargetRecord> {
  const before = await readJson(files.script, Snapshot);
  if (!before) return record;
  return await withChanges(record, compareSnapshots(before, await listTarget(root)), root);
}

async function withChanges(
  record: TargetRecord,
  { changed, removed }: Differences,
  root: string,
): Promise<TargetRecord> {
  const paths = new Map(record.paths);
  const kept = new Map(record.kept);
  const gone = new Set(removed);
  for (const name of [...paths.keys()]) {
    if (gone.has(name) || ancestorsOf(name).some((folder) => gone.has(folder))) {
      paths.delete(name);
      kept.delete(name);
    }
  }
  const disk = new TargetDisk(root);
  const known = changed.filter((name) => !name.includes(notText) && disk.stat(name) !== undefined);
  const attributes = await readXattrs(root, known);
  for (const name of known) {
    const found = disk.stat(name);
    // What is not known to be there would not be taken away.
    const xattrs = xattrsText(attributes.get(name));
    const extra = { redo: true as const, ...(xattrs === undefined ? {} : { xattrs }) };
    const entry = found && toRecord(found, await disk.content(name, found), extra);
    if (!entry) continue;
    paths.set(name, entry);
    kept.delete(name);
  }
  return { ...record, paths, kept };
}
