import { existsSync, lstatSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { allEnded } from '../host/all-ended.js';
import { copySparse } from '../host/copy-sparse.js';
import { failure, prerequisiteError, usageError } from '../host/errors.js';
import { imageUse } from '../host/mounts.js';
import { checkSpace } from '../host/space.js';
import { parentOf } from '../layers/paths.js';
import { debugfsVersion, runAlone } from './debugfs-alone.js';
import { debugfs } from './debugfs-commands.js';
import { blocksOf, isSymlink, type ListedEntry, linkTargets, listImage } from './debugfs-list.js';
import { DebugfsSession } from './debugfs-session.js';
import { checkExt4, repairExt4 } from './e2fsck.js';
import type { Exec } from './exec.js';
import { type Ext4Info, readExt4Info } from './ext4-info.js';
import { flush, whileFlushing } from './flush.js';
import { checkLargeFiles, checkListing } from './image-check.js';
import { type HostContent, type ImagePlan, type PlanInput, planImage } from './image-plan.js';
import { growExt4 } from './resize2fs.js';
import { hasBreak } from './spoken-names.js';
import type { TreeEntry } from './tree.js';

export interface ImageUpdate {
  /** A file with an ext4 file system. */
  image: string;
  /** What it grows to where it is smaller. */
  sizeMiB?: number;
  entries: Iterable<TreeEntry>;
  /** Paths that must go, with all below. */
  remove?: string[];
  /** Folders that must go if nothing is left in them, or what is there and is none. */
  removeEmpty?: string[];
  /** Extended attributes that must go from folders among the entries, by their paths. */
  removeAttributes?: ReadonlyMap<string, string[]>;
  /** Time stamp of what has none of its own, in seconds. */
  epoch: number;
  exec: Exec;
  progress?: (done: number, total: number, label: string) => void;
  signal?: AbortSignal;
  /** Last of all before the copy takes the image's place. */
  beforeReplace?: () => Promise<void>;
}

/**
 * Puts entries into an ext4 image, without root and without mounting it: on a sparse copy that takes the image's place when debugfs, e2fsck and a
 * listing agree that it holds what was meant. Until then the image is as it was. Returns the listing.
 */
export async function updateImage(request: ImageUpdate): Promise<Map<string, ListedEntry>> {
  const update = { ...request, entries: [...request.entries] };
  const { image, exec } = update;
  await checkFree(image);
  checkLargeFiles(await debugfsVersion(exec), update.entries);
  const before = await readExt4Info(image, exec);
  await removeLeftovers(image);
  const work = await mkdtemp(`${image}.work-${process.pid}-`);
  const copy = path.join(work, path.basename(image));
  try {
    await copySparse(image, copy, { exec, what: `the working copy of ${path.basename(image)}` });
    const larger = await mustGrow(update);
    if (larger !== null || before.needsRecovery || !before.clean) await repairExt4(copy, update);
    if (larger !== null) await growExt4(copy, larger, update);
    const info = await readExt4Info(copy, exec);
    const contents = checkContents(update.entries);
    const plan = await planFor(copy, update, { blockSize: info.blockSize, valueDir: work, contents });
    await checkRoom(copy, plan, info, update);
    const bytes = plan.neededBlocks * info.blockSize;
    await checkSpace([{ path: work, bytes, what: `what is written into ${path.basename(image)}` }]);
    for (const { file, content } of plan.values) await writeFile(file, content);
    for (const { file, target } of plan.stands) await symlink(target, file);
    await whileFlushing(copy, () => write(copy, plan, update));
    // Removing a file leaves its block of attributes behind, a large folder is searched from end to end.
    if (plan.removals.length > 0 || hasLargeFolder(plan)) await repairExt4(copy, update, hasLargeFolder(plan));
    const [listed] = await allEnded([
      checkListing(copy, plan.expected, update.signal),
      checkExt4(copy, update),
      flush(copy),
    ]);
    await checkFree(image);
    await update.beforeReplace?.();
    await rename(copy, image);
    return listed;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** From so many new names in a folder on, it gets its index of names anew. */
const largeFolder = 1000;

function hasLargeFolder({ expected }: ImagePlan): boolean {
  const counts = new Map<string, number>();
  for (const path of expected.keys()) counts.set(parentOf(path), (counts.get(parentOf(path)) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= largeFolder);
}

/** Throws unless the image is a file that nothing uses. */
export async function checkFree(image: string): Promise<void> {
  const found = await stat(image).catch(() => null);
  if (!found?.isFile())
    throw usageError(`${image} is ${found ? 'not a file' : 'not there'}: run the phase that makes the image first.`);
  const use = await imageUse(image);
  if (use?.mountPoint)
    throw prerequisiteError(
      `${image} is mounted on ${use.mountPoint}: unmount it (umount ${use.mountPoint}), then run again.`,
    );
  if (use)
    throw prerequisiteError(
      `${image} is attached to ${use.device}: detach it (losetup -d ${use.device}), then run again.`,
    );
}

/** The size in MiB that the image shall get; null where it is large enough. */
export async function mustGrow({ image, sizeMiB }: Pick<ImageUpdate, 'image' | 'sizeMiB'>): Promise<number | null> {
  return sizeMiB !== undefined && (await stat(image)).size < sizeMiB * 1024 * 1024 ? sizeMiB : null;
}

/** Copies of processes that were killed. */
async function removeLeftovers(image: string): Promise<void> {
  const folder = path.dirname(image);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${path.basename(image)}.work-`)) continue;
    const pid = /\.work-(\d+)-\w+$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

async function planFor(
  copy: string,
  { entries, remove, removeEmpty, removeAttributes, epoch, signal }: ImageUpdate,
  more: Pick<PlanInput, 'blockSize' | 'valueDir' | 'contents'>,
): Promise<ImagePlan> {
  const session = new DebugfsSession(copy, signal === undefined ? {} : { signal });
  try {
    const existing = await listImage(session);
    const symlinks = [...existing]
      .filter(([, entry]) => isSymlink(entry))
      .map(([at, { inode }]) => ({ path: at, inode }));
    const links = await linkTargets(session, symlinks);
    return planImage({
      existing,
      links,
      entries,
      epoch,
      ...more,
      ...(remove === undefined ? {} : { remove }),
      ...(removeEmpty === undefined ? {} : { removeEmpty }),
      ...(removeAttributes === undefined ? {} : { removeAttributes }),
    });
  } finally {
    await session.kill();
  }
}

/** Blocks and inodes before the first write: debugfs out of space leaves files of full size with blocks missing. */
async function checkRoom(copy: string, plan: ImagePlan, info: Ext4Info, { image, signal }: ImageUpdate): Promise<void> {
  // Folders grow with their names, and the tables in which blocks are noted are not counted one by one.
  const blocks = Math.ceil(plan.neededBlocks * 1.01) + 16;
  const inMiB = (count: number) => Math.ceil((count * info.blockSize) / 1024 / 1024);
  let free = info.freeBlocks - info.reservedBlocks;
  // Looked up only where it matters: that takes a while for many.
  if (blocks > free) free += await blocksFreed(copy, plan, info, signal);
  if (blocks > free)
    throw prerequisiteError(
      `${image} has ${inMiB(Math.max(free, 0))} MiB free where ${inMiB(blocks)} MiB are to be written: make images.rootMiB in smechdeploy.json larger and run again: the image grows.`,
    );
  if (plan.neededInodes > info.freeInodes + plan.freedInodes.length) {
    throw prerequisiteError(
      `${image} has ${info.freeInodes} inodes free where ${plan.neededInodes} are needed: make images.rootMiB in smechdeploy.json larger and run again: the image grows.`,
    );
  }
}

async function blocksFreed(
  copy: string,
  { freedInodes }: ImagePlan,
  { blockSize }: Ext4Info,
  signal: AbortSignal | undefined,
): Promise<number> {
  const session = new DebugfsSession(copy, signal === undefined ? {} : { signal });
  try {
    return await blocksOf(session, freedInodes, blockSize);
  } finally {
    await session.kill();
  }
}

/** Throws for a content that is not what its entry says. Not one by one in other threads: that takes five times as long. */
function checkContents(entries: Iterable<TreeEntry>): Map<string, HostContent> {
  const contents = new Map<string, HostContent>();
  for (const { entry, content } of entries) {
    if (entry.type !== 'file' || content === undefined) continue;
    const found = lstatSync(content, { throwIfNoEntry: false });
    if (!found?.isFile() || found.size !== entry.size)
      throw failure(
        `The content of /${entry.path} (${content}) is not the file of ${entry.size} bytes that its layer says: run the phase that makes it again with --force.`,
      );
    contents.set(content, { mode: found.mode & 0o7777, bytes: Math.min(found.blocks * 512, found.size) });
  }
  return contents;
}

async function write(copy: string, plan: ImagePlan, update: ImageUpdate): Promise<void> {
  const { epoch, signal, progress } = update;
  const alone = plan.removals.filter(hasBreak);
  await runAlone(copy, alone, update);
  const commands = [...plan.removals.filter((command) => !hasBreak(command)), ...plan.commands];
  const session = new DebugfsSession(copy, { write: true, epoch, ...(signal === undefined ? {} : { signal }) });
  try {
    // On disk it is now "not clean": whatever ends this in the middle, nobody takes it for whole.
    await session.run([debugfs.state(0), debugfs.close(), debugfs.open(copy)]);
    await session.run(commands, (done) => progress?.(done, commands.length, 'writing into the image'));
    await session.run([debugfs.state(1), debugfs.close()]);
    await session.close();
  } catch (error) {
    await session.kill();
    throw error;
  }
  await runAlone(copy, plan.late, update);
}
