import { existsSync } from 'node:fs';
import path from 'node:path';
import { rootImageFile } from '../image/root-image.js';
import { isArtifactFresh } from '../image/write-artifact.js';
import { hasLayer, openLayer } from '../layers/cache.js';
import { changedInputs } from '../layers/fingerprint.js';
import type { Freshness } from '../state/documents.js';
import { buildGraph, type GraphUnit } from './graph.js';
import { InputReader } from './inputs.js';
import { lockHolder, rootLockFile } from './locks.js';
import { mountsImage } from './mounted-image.js';
import type { Assessment, PlanUnit } from './plan-types.js';
import { isGood, readRecord, type UnitRecord } from './records.js';
import type { Session, SessionPhase } from './session.js';

/** How a unit stands now, with the reasons, most telling first. */
export interface Standing {
  state: Freshness;
  why: string[];
  /** Units that are not fresh and whose result is an input. */
  waitsFor: string[];
}

/** Right before a unit starts, when all it needs has ended: its fingerprint and whether a result with it is there. */
export async function assess(session: Session, unit: PlanUnit): Promise<Assessment> {
  const graph = buildGraph(session);
  const inputs = await new InputReader(session, graph).of(unit.unit);
  if ('waitsFor' in inputs) throw new TypeError(`${unit.unit} was assessed before ${inputs.waitsFor.join(', ')}`);
  if (unit.forced) return { ...inputs, result: 'none' };
  if (unit.kind === 'recipe') {
    const layer = await openLayer(session.layout.cache, inputs.fingerprint);
    return { ...inputs, result: layer ? 'cached' : 'none' };
  }
  const record = await readRecord(session, unit.unit);
  const fresh = isGood(record, inputs.fingerprint) && (await problems(session, unit.unit, record)).length === 0;
  return { ...inputs, result: fresh ? 'fresh' : 'none' };
}

/** How a unit stands outside of a run. Units that can't be told yet, because what they need is stale, count as stale themselves. */
export async function standing(session: Session, unit: GraphUnit, reader: InputReader): Promise<Standing> {
  const record = await readRecord(session, unit.unit);
  const inputs = await reader.of(unit.unit);
  const before: Freshness = record?.lastGood ? 'stale' : 'never';
  const ended = lastEnd(record, lockHolder(rootLockFile(session.layout))?.runId ?? null);
  if ('waitsFor' in inputs) {
    return {
      state: ended?.state ?? before,
      why: ended ? [ended.why] : [],
      waitsFor: inputs.waitsFor,
    };
  }
  if (unit.kind === 'recipe' && hasLayer(session.layout.cache, inputs.fingerprint))
    return { state: 'fresh', why: [], waitsFor: [] };
  if (ended) return { ...ended, why: [ended.why, ...changes(record, inputs.inputs)], waitsFor: [] };
  if (!record?.lastGood) return { state: 'never', why: ['has not run yet'], waitsFor: [] };
  const changed = changes(record, inputs.inputs);
  if (changed.length > 0) return { state: 'stale', why: changed, waitsFor: [] };
  const missing = await problems(session, unit.unit, record);
  return missing.length > 0
    ? { state: 'stale', why: missing, waitsFor: [] }
    : { state: 'fresh', why: [], waitsFor: [] };
}

/** Null where its last run ended well. What has begun and has no end either runs in the run that goes on or was interrupted. */
function lastEnd(record: UnitRecord | null, liveRun: string | null): { state: Freshness; why: string } | null {
  if (record?.last?.result === 'failed') return { state: 'failed', why: `failed in run ${record.last.runId}` };
  if (record?.last?.result === 'started' && record.last.runId === liveRun)
    return { state: 'running', why: `runs in run ${liveRun}` };
  if (record?.last?.result === 'started')
    return { state: 'interrupted', why: `was interrupted in run ${record.last.runId}` };
  if (record?.last?.result === 'cancelled')
    return { state: 'interrupted', why: `was cancelled in run ${record.last.runId}` };
  return null;
}

function changes(record: UnitRecord | null, now: Record<string, string>): string[] {
  if (!record?.lastGood) return [];
  return changedInputs(record.lastGood.inputs, now).map(({ name, kind }) =>
    kind === 'changed' ? `${name} changed` : kind === 'added' ? `${name} was added` : `${name} is no longer there`,
  );
}

function writesImage(session: Session, { builtin }: SessionPhase): boolean {
  const place = builtin?.needs(session.planContext) ?? 'target';
  return place === 'image' || (place === 'target' && mountsImage(session));
}

/** What of a recorded result is not there any more. */
async function problems(session: Session, unit: string, record: UnitRecord | null): Promise<string[]> {
  if (!record?.lastGood) return [];
  const found: string[] = [];
  for (const ref of record.lastGood.layers) {
    if (!hasLayer(session.layout.cache, ref.fingerprint))
      found.push(`the layer of ${ref.unit} is no longer in the cache`);
  }
  const phase = session.phases.find((candidate) => candidate.name === unit);
  if (phase && writesImage(session, phase) && !existsSync(rootImageFile(session.layout)))
    found.push(`images/${path.basename(rootImageFile(session.layout))} is not there`);
  for (const name of phase?.builtin?.outputs(session.planContext) ?? []) {
    const file = path.join(session.layout.images, name);
    if (!existsSync(file)) found.push(`images/${name} is not there`);
    else if (!(await isArtifactFresh(file, unit, record.lastGood.fingerprint)))
      found.push(`images/${name} is not what this phase made`);
  }
  found.push(...((await phase?.builtin?.pending?.(session.planContext)) ?? []));
  return found;
}
