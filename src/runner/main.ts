/**
 * Entry of the runner: `main.js REQUEST_FILE`. It holds the locks, is the only writer of the journal, and outlives the client,
 * to which it says by file descriptor 3 how its start went.
 */
import { readFileSync, rmSync, writeSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { checkBuildable, checkCache } from '../host/buildable.js';
import { failureSentence, OperatorError, usageError } from '../host/errors.js';
import type { HeldLock } from '../host/flock.js';
import { type Layout, layoutOf } from '../host/layout.js';
import { giveToCaller } from '../host/owner.js';
import { checkSpace } from '../host/space.js';
import { adoptRun, lostRun } from './adopt.js';
import { createControl, type RunControl } from './control.js';
import { listen, socketPath } from './control-socket.js';
import { checkImages } from './images-free.js';
import { jobsOf } from './jobs.js';
import { openJournal } from './journal.js';
import { journalPlan } from './journal-plan.js';
import { type Lock, lockCache, outsideLockFiles, rootLockFile, takeLock } from './locks.js';
import { checkMounting } from './mounted-image.js';
import { checkTools, planRun, recordsOf } from './real-plan.js';
import { type RunnerWord, RunRequest } from './request.js';
import { rerunCommand } from './rerun.js';
import { runEnd } from './run-end.js';
import { journalFile, latestRunId, newRunId } from './run-folder.js';
import { runUnits } from './run-units.js';
import { openSession } from './session.js';
import { spaceNeeds, writtenPlaces } from './space-needs.js';
import { watchSpace } from './space-watch.js';

const CLIENT_FD = 3;
let control: RunControl | null = null;
let cancelledBy: string | null = null;

delete process.env.NODE_COMPILE_CACHE;
const requestFile = process.argv[2];
if (requestFile === undefined) throw usageError('usage: main.js REQUEST_FILE');
process.on('SIGHUP', () => {});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel(signal));
const request = RunRequest.parse(JSON.parse(readFileSync(requestFile, 'utf8')));
rmSync(requestFile, { force: true });
const layout = layoutOf(request.root);
const rerun = rerunCommand(request);
const locks: Lock[] = [];
let cacheLock: HeldLock | null = null;

try {
  await main();
} catch (error) {
  console.error(error);
  say(wordOf(error));
  process.exitCode = 1;
} finally {
  await giveLeftovers(layout).catch((error: unknown) => console.error(error));
  for (const lock of [...locks, cacheLock].toReversed()) await lock?.release();
  process.exit();
}

async function main(): Promise<void> {
  const lock = await takeLock(rootLockFile(layout));
  locks.push(lock);
  cacheLock = await lockCache(layout, 'shared');
  const socket = await openSocket();
  const lost = lostRun(layout);
  if (lost !== null) {
    lock.describe({ runId: lost, root: layout.root, socket });
    say({ type: 'adopting', runId: lost });
    const records = async (profile: string, target: string) =>
      recordsOf(await openSession({ root: layout.root, profile, target }));
    const end = await adoptRun({ layout, runId: lost, records, rerun, onControl: takeControl });
    control = null;
    if (end === 'cancelled') return say({ type: 'cancelled' });
  }
  await newRun(lock, socket);
}

async function newRun(lock: Lock, socket: string | null): Promise<void> {
  const runId = newRunId(new Date(), latestRunId(layout));
  lock.describe({ runId, root: layout.root, socket });
  const { jobs: asked, command } = request;
  const session = await openSession({
    root: layout.root,
    profile: request.profile ?? undefined,
    target: request.target ?? undefined,
    reference: request.reference ?? undefined,
  });
  for (const file of outsideLockFiles(layout, session.target.path)) {
    const outside = await takeLock(file);
    outside.describe({ runId, root: layout.root, socket });
    locks.push(outside);
  }
  const { names, from, until, modules, resumeFrom, force, withNeeds, noPrebuilt, skip } = request;
  const range = { from: from ?? undefined, until: until ?? undefined, resumeFrom: resumeFrom ?? undefined };
  const selection = { names, ...range, modules, force, withNeeds, skip };
  const plan = await planRun(session, selection, noPrebuilt);
  if (cancelledBy !== null) return say({ type: 'cancelled' });
  if (plan.units().length === 0) return say({ type: 'nothing', phases: plan.chosen });
  if (plan.units().some(({ kind }) => kind === 'recipe')) checkBuildable(layout);
  checkCache(layout);
  await checkTools(session, plan.units());
  await checkMounting(session, plan.units());
  await checkImages(session, plan.units());
  await checkSpace(spaceNeeds(session, plan.units()));

  const jobs = jobsOf(asked, session.env);
  const journal = openJournal(journalFile(layout, runId));
  const startedAt = new Date();
  const { root, profile: profileName, target: targetPath } = plan.document;
  const common = { runId, root, profile: profileName, target: targetPath, jobs, serial: request.serial, command };
  journal.append({
    type: 'run.started',
    at: startedAt.toISOString(),
    pid: process.pid,
    ...common,
    ...journalPlan(plan.document),
  });
  const running = createControl(journal.append);
  takeControl(running);
  say({ type: 'started', runId });
  const options = { ...request, ...common, reference: session.planContext.reference, layout, rerun };
  // A defect or a full disk ends the runner here without an end in the journal: the next runner adopts what still goes.
  const endWatch = watchSpace(writtenPlaces(session), running);
  const end = await runUnits({ plan, options, control: running, append: journal.append }).finally(endWatch);
  const made = [...end.results].flatMap(([unit, result]) => (result === 'done' ? [unit] : []));
  const seconds = (Date.now() - startedAt.getTime() - running.pausedMs()) / 1000;
  const finished = runEnd(end, running.isCancelled(), plan.units().length, seconds, await plan.artifacts(made));
  // A client that goes away from here on has nothing to give up.
  control = null;
  journal.append({ type: 'run.finished', at: new Date().toISOString(), durationSeconds: seconds, ...finished });
  for (const held of locks) held.forget();
}

function takeControl(given: RunControl): void {
  control = given;
  if (cancelledBy !== null) given.cancel(cancelledBy);
}

function cancel(by: string): void {
  cancelledBy = by;
  control?.cancel(by);
}

/** Without a socket a run can still be cancelled by signal: it goes on. */
async function openSocket(): Promise<string | null> {
  try {
    const file = socketPath(layout.root, process.env);
    (await listen(file, () => control)).unref();
    process.on('exit', () => rmSync(file, { force: true }));
    return file;
  } catch (error) {
    console.error(error);
    return null;
  }
}

/** The client may be gone: then nobody listens. */
function say(word: RunnerWord): void {
  try {
    writeSync(CLIENT_FD, `${JSON.stringify(word)}\n`);
  } catch {
    // A closed pipe.
  }
}

function wordOf(error: unknown): RunnerWord {
  const known = error instanceof OperatorError;
  return {
    type: 'error',
    message: failureSentence(error),
    exitCode: known ? error.exitCode : null,
    stack: error instanceof Error ? (error.stack ?? null) : null,
  };
}

/** Started by sudo, what this program leaves belongs to the caller; what a target holds has owners of its own. */
async function giveLeftovers({ state, images, targets, work }: Layout): Promise<void> {
  const kept = new Set([targets, work, path.join(state, 'target')]);
  const own = (await readdir(state)).map((name) => path.join(state, name)).filter((file) => !kept.has(file));
  await giveToCaller([...own, images]);
}
