import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { failure, OperatorError, usageError } from '../host/errors.js';
import { checkTarget } from '../host/guards.js';
import type { Layout } from '../host/layout.js';
import { checkNothingMountedIn } from '../host/mounts.js';
import { syncFileSystem } from '../host/sync-file-system.js';
import { type CompositionPlan, extras, type Operation, planComposition } from './compose-plan.js';
import { recoverRecord } from './compose-recover.js';
import { createView, type ViewLayer } from './create-view.js';
import { desiredTarget, type Rights } from './desired.js';
import { adoptScript } from './script-capture.js';
import { readTargetId, targetIdFile } from './target.js';
import { TargetDisk, toRecord } from './target-disk.js';
import {
  type RecordFiles,
  readRecord,
  recordFiles,
  recordText,
  type TargetRecord,
  writeJournal,
  writeRecord,
} from './target-record.js';
import { TargetWriter, type WriterOptions } from './target-writer.js';

export interface ComposeOptions {
  /** A folder that `ensureTarget` made. */
  target: string;
  layout: Layout;
  /** In build order: a later one wins. */
  layers: ViewLayer[];
  /** SOURCE_DATE_EPOCH in seconds: the time stamp of everything in the target. */
  epoch: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Wait until the disk has it, so that a loss of power can't make ours look changed by hand. Default: true. */
  durable?: boolean;
}

export interface Composition {
  /** Paths. */
  written: number;
  removed: number;
  /** Paths left as the operator made them. */
  kept: { path: string; reason: string }[];
  /** What this user can't do in a target, one sentence each. */
  notes: string[];
}

/**
 * Makes the target equal to the composed layers, touching only what differs from the last composition. What the operator changed, deleted or
 * put there is never lost. An interrupted composition is completed by the next one. The caller holds the target's lock.
 */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const { layout, layers, epoch } = options;
  const id = await readTargetId(options.target);
  if (id === null)
    throw usageError(`${options.target} is no target (it has no ${targetIdFile} file): run a phase that makes it.`);
  await checkTarget(options.target, layout);
  await checkNothingMountedIn(options.target);
  const root = realpathSync(options.target);
  const rights: Rights = { root: process.getuid?.() === 0 };
  const { entries: desired, notes } = desiredTarget(createView(layers), rights);
  if (desired.some(({ path }) => path === targetIdFile))
    throw failure(
      `A layer has a file ${targetIdFile}, which is the target's own: leave it out of the phase that makes it.`,
    );
  const files = recordFiles(layout.targets, id, options.durable);
  const record = await loadRecord(files, root);
  const disk = new TargetDisk(root);
  const plan = await planComposition({ desired, record, disk, rights, epoch });
  const temporary = `.smechdeploy-new-${randomBytes(6).toString('hex')}-`;
  if (plan.operations.length > 0) await perform(plan, options, { root, epoch, rights, temporary }, files);
  const next = { ...nextRecord(plan, layers, root), completed: temporary };
  if (plan.operations.length > 0 || recordText(next) !== recordText({ ...record, completed: temporary }))
    await writeRecord(files, next);
  await rm(files.journal, { force: true });
  const removed = plan.operations.filter(({ kind }) => kind === 'remove').length;
  return {
    written: plan.operations.length - removed,
    removed,
    kept: plan.kept.map(({ path, reason }) => ({ path, reason })),
    notes,
  };
}

/** The record, put right where a composition was interrupted or a script was killed. It is saved before the journal may be replaced. */
async function loadRecord(files: RecordFiles, root: string): Promise<TargetRecord> {
  const { record, journal } = await readRecord(files);
  const recovered = journal ? await recoverRecord(record, journal, new TargetDisk(root)) : record;
  const current = await adoptScript(files, recovered, root);
  if (current !== record) await writeRecord(files, current);
  await rm(files.script, { force: true });
  return current;
}

async function perform(
  plan: CompositionPlan,
  options: ComposeOptions,
  how: WriterOptions,
  files: RecordFiles,
): Promise<void> {
  const { signal, onProgress } = options;
  const { root, epoch, temporary } = how;
  const intents = plan.operations.map(({ kind, path, want }) => ({
    kind,
    path,
    ...(want ? { to: target(want) } : {}),
  }));
  await writeJournal(files, { schemaVersion: 1, temporary, epoch, intents });
  const writer = new TargetWriter(how);
  let pause = performance.now();
  let current: Operation | undefined;
  try {
    for (const [done, operation] of plan.operations.entries()) {
      current = operation;
      signal?.throwIfAborted();
      writer.apply(operation);
      if (done % 64 !== 63 && performance.now() - pause < 50) continue;
      onProgress?.(done + 1, plan.operations.length);
      await setImmediate();
      pause = performance.now();
    }
    current = undefined;
    await writer.finish();
  } catch (error) {
    if (error instanceof OperatorError || !(error instanceof Error) || !('code' in error) || signal?.aborted)
      throw error;
    const where = current ? `${root}/${current.path}` : root;
    throw failure(`${where} can't be written (${error.message}): make room or correct its rights, then run again.`, {
      cause: error,
    });
  }
  if (files.durable) await syncFileSystem(root);
  onProgress?.(plan.operations.length, plan.operations.length);
}

const target = (want: NonNullable<Operation['want']>) => ({
  type: want.type,
  content: want.content,
  ...(want.linkTo === undefined ? {} : { linkTo: want.linkTo }),
});

/** Looked at anew after everything is done: linking and renaming change a file's ctime. */
function nextRecord(plan: CompositionPlan, layers: ViewLayer[], root: string): TargetRecord {
  const disk = new TargetDisk(root);
  const paths = new Map(plan.staying);
  for (const { path, want } of plan.operations) {
    if (!want) continue;
    const found = disk.stat(path);
    const entry = found && toRecord(found, want.content, extras(want));
    if (entry) paths.set(path, entry);
    const holder = want.linkTo;
    const shared = holder === undefined ? undefined : plan.staying.get(holder);
    if (holder !== undefined && shared && found) paths.set(holder, { ...shared, ctimeNs: found.ctimeNs });
  }
  return {
    schemaVersion: 1,
    layers: layers.map(({ unit, manifest }) => ({ unit, digest: manifest.digest })),
    paths,
    kept: plan.marks,
  };
}
