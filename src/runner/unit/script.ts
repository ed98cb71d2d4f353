import { realpathSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../../host/errors.js';
import { storeLayer } from '../../layers/cache.js';
import { layerDigest } from '../../layers/entries.js';
import { fingerprintOf } from '../../layers/fingerprint.js';
import type { LayerEntry } from '../../layers/manifest.js';
import { adoptChanges, captureChanges, snapshot } from '../../layers/script-capture.js';
import { listTarget } from '../../layers/snapshot.js';
import { ensureTarget } from '../../layers/target.js';
import { type ScriptContext, scriptVariables } from '../../scripts/environment.js';
import { runScript } from '../../scripts/run.js';
import { sentenceOf } from '../../state/sentence-of.js';
import { mountsImage } from '../mounted-image.js';
import { type LayerRef, layersOf, readRecord } from '../records.js';
import type { SessionPhase } from '../session.js';
import { keepByHand } from './by-hand.js';
import { composedRefs, composeTarget } from './compose.js';
import { endLeftovers, endLogLine, unmountLeftovers } from './leftovers.js';
import { settle, withMountedImage } from './mounted-image.js';
import type { Reporter } from './report.js';
import { type UnitWork, writeOutcome } from './work.js';

/**
 * Runs an operator's script on the target as the earlier phases leave it, and keeps what it changed as its layer: so a script that
 * is run again starts where it started the first time, and what later phases put on top stays theirs.
 */
export async function runScriptUnit(work: UnitWork): Promise<void> {
  const { session, request, unitDir, runId } = work;
  const phase = session.phases.find((candidate) => candidate.name === request.unit);
  if (phase?.kind !== 'script') throw failure(`${request.unit} is no longer a script of the build order: run again.`);
  const target = session.target.path;
  const targetId = await ensureTarget(target, session.profile.name);
  const earlier = await composedRefs(session, phase.name, null);
  const kept = await keepByHand(work, await composeTarget(aside(work), earlier));
  const layerDir = path.join(session.layout.work, `${phase.name}~layer`);
  await rm(layerDir, { recursive: true, force: true });
  await mkdir(layerDir, { recursive: true });
  const entries = await runAndCapture(work, phase, layerDir).catch(async (error: unknown) => {
    await composeAsBefore(work, phase.name);
    await kept.putBack();
    throw error;
  });
  // A script may depend on things it does not declare, so its layer is this target's and this run's alone.
  const fingerprint = fingerprintOf({ script: request.fingerprint, targetId, runId });
  const digest = layerDigest(entries);
  const createdAt = new Date().toISOString();
  const common = { schemaVersion: 1 as const, prebuilt: [], sources: [], tools: {} };
  await storeLayer(
    session.layout.cache,
    { ...common, unit: phase.name, fingerprint, digest, createdAt, entries },
    layerDir,
  );
  const own: LayerRef[] = [{ unit: phase.name, fingerprint }];
  await composeTarget(aside(work), await composedRefs(session, phase.name, own));
  await kept.putBack();
  work.report.progressUnknown();
  await writeOutcome(unitDir, own);
}

/** How far the target is composed says nothing of how far the script is: it is told in words alone. */
function aside({ report, ...work }: UnitWork): UnitWork {
  const progress: Reporter['progress'] = (done, total, label) =>
    report.progress(0, null, total === null ? label : `${label}: ${done} of ${total}`);
  return { ...work, report: { ...report, progress } };
}

/** After a failure the target has again what this script's last good run and later phases put there. */
async function composeAsBefore(work: UnitWork, phase: string): Promise<void> {
  if (work.signal.aborted) return;
  const good = layersOf(await readRecord(work.session, phase));
  // The script's own last word on how far it came is left.
  const silent: UnitWork = { ...work, report: { ...work.report, progress: () => undefined } };
  await composeTarget(silent, await composedRefs(work.session, phase, good)).catch((error: unknown) =>
    console.log(`The target could not be put back: ${sentenceOf(error)}`),
  );
}

/** The variables of the contract: of the operator's own nothing is written down. */
const contract = (env: NodeJS.ProcessEnv, context: ScriptContext) =>
  Object.fromEntries(
    [...Object.keys(scriptVariables(context)), 'VIRTUAL_ENV'].flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

async function runAndCapture(work: UnitWork, phase: SessionPhase, layerDir: string): Promise<LayerEntry[]> {
  const { session } = work;
  const target = session.target.path;
  if (mountsImage(session)) {
    return withMountedImage(work, async () => {
      const before = await listTarget(realpathSync(target));
      await runOn(work, phase);
      await settle(work);
      return captureChanges(target, before, layerDir);
    });
  }
  const before = await snapshot(target, session.layout);
  try {
    await runOn(work, phase);
    return await captureChanges(target, before, layerDir);
  } finally {
    // However it ended: what it left half done is ours to take away, not the operator's change to keep.
    await adoptChanges(target, session.layout);
  }
}

async function runOn({ session, request, unitDir, signal, report }: UnitWork, phase: SessionPhase): Promise<void> {
  const context: ScriptContext = {
    root: session.layout.root,
    target: session.target.path,
    profile: session.profile.name,
    jobs: request.jobs,
    epoch: session.settings.sourceDateEpoch,
  };
  const script = runScript(phase, {
    ...context,
    logFile: path.join(unitDir, 'log'),
    progress: report.progress,
    onStart: ({ argv, cwd, env }) => {
      report.progressUnknown();
      report.step({ title: 'script', argv, cwd, environment: contract(env, context), wholeEnvironment: false });
    },
    signal,
  });
  await script.finally(async () => {
    endLogLine(path.join(unitDir, 'log'));
    await endLeftovers();
    await unmountLeftovers(session.target.path);
  });
}
