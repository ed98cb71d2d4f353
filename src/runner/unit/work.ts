import { readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { LayerRef } from '../records.js';
import type { Session } from '../session.js';
import type { UnitRequest } from '../unit-files.js';
import type { Reporter } from './report.js';

/** What a unit's process works with. */
export interface UnitWork {
  session: Session;
  request: UnitRequest;
  unitDir: string;
  runId: string;
  report: Reporter;
  signal: AbortSignal;
}

/** What a unit left behind: unit folder/result.json, written before the process ends well. */
const UnitOutcome = z.object({ layers: z.array(LayerRef) });

export async function writeOutcome(unitDir: string, layers: LayerRef[]): Promise<void> {
  await writeFileAtomic(path.join(unitDir, 'result.json'), JSON.stringify({ layers }));
}

/** Throws when the unit did not end well. */
export async function readOutcome(unitDir: string): Promise<LayerRef[]> {
  return UnitOutcome.parse(JSON.parse(await readFile(path.join(unitDir, 'result.json'), 'utf8'))).layers;
}
