import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { readTargetId } from '../layers/target.js';
import { unitFileName } from '../state/unit-name.js';
import { recordFolder } from './record-folder.js';
import type { Session } from './session.js';

/** A layer's place in the target: which of its paths go there. */
export const LayerRef = z.object({
  unit: z.string(),
  fingerprint: z.string(),
  ship: z.array(z.string()).optional(),
  omit: z.array(z.string()).optional(),
  givesWay: z.literal(true).optional(),
});
export type LayerRef = z.infer<typeof LayerRef>;

/** What is known of a unit for one profile and target: its last good result and how its last run ended. */
export const UnitRecord = z.object({
  schemaVersion: z.literal(1),
  unit: z.string(),
  lastGood: z
    .object({
      fingerprint: z.string(),
      inputs: z.record(z.string(), z.string()),
      at: z.iso.datetime(),
      runId: z.string(),
      /** What it puts into the target, in order; empty for recipes. */
      layers: z.array(LayerRef),
    })
    .nullable(),
  last: z
    .object({ result: z.enum(['started', 'done', 'failed', 'cancelled']), at: z.iso.datetime(), runId: z.string() })
    .nullable(),
});
export type UnitRecord = z.infer<typeof UnitRecord>;

/** What a unit's last good result puts into the target, in order. */
export const layersOf = (record: UnitRecord | null): LayerRef[] => record?.lastGood?.layers ?? [];

/** Folder of the records that a unit's freshness belongs to: the target's for phases that write there, the profile's for the rest. */
async function recordFile(session: Session, unit: string): Promise<string | null> {
  const phase = session.phases.find((candidate) => candidate.name === unit);
  const ofTarget = phase !== undefined && (phase.builtin?.needs(session.planContext) ?? 'target') === 'target';
  const key = ofTarget ? await readTargetId(session.target.path) : 'common';
  return key && path.join(recordFolder(session.layout, session.profile.name, key), `${unitFileName(unit)}.json`);
}

/** The record, or null when there is none, when it can't be read or when the target was wiped or swapped. */
export async function readRecord(session: Session, unit: string): Promise<UnitRecord | null> {
  const file = await recordFile(session, unit);
  if (file === null) return null;
  try {
    return UnitRecord.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Whether it ended well with these inputs, and has not failed or been begun since: what it left half done then may stand in the target. */
export const isGood = (record: UnitRecord | null, fingerprint: string): boolean =>
  record?.last?.result === 'done' && record.lastGood?.fingerprint === fingerprint;

async function writeRecord(session: Session, record: UnitRecord): Promise<void> {
  const file = await recordFile(session, record.unit);
  if (file === null) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFileAtomic(file, `${JSON.stringify(record, null, 1)}\n`);
}

/** Marks a unit as begun or ended without a result: what was begun and has no end is *interrupted*. */
export async function recordLast(
  session: Session,
  unit: string,
  result: 'started' | 'failed' | 'cancelled',
  runId: string,
): Promise<void> {
  const lastGood = (await readRecord(session, unit))?.lastGood ?? null;
  await writeRecord(session, {
    schemaVersion: 1,
    unit,
    lastGood,
    last: { result, at: new Date().toISOString(), runId },
  });
}

/** Keeps a good result, so that freshness and `why` can be told later. */
export async function recordGood(
  session: Session,
  unit: string,
  good: { fingerprint: string; inputs: Record<string, string>; layers: LayerRef[]; runId: string },
): Promise<void> {
  const at = new Date().toISOString();
  await writeRecord(session, {
    schemaVersion: 1,
    unit,
    lastGood: { ...good, at },
    last: { result: 'done', at, runId: good.runId },
  });
}
