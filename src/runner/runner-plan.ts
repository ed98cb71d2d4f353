import type { BuildRootName } from '../build/build-root/spec.js';
import type { PlanDocument } from '../state/documents.js';
import type { Assessment, PlanUnit } from './plan-types.js';
import type { ExitRecord, UnitRequest } from './unit-files.js';

/** What the runner asks of planning while it runs units. */
export interface RunnerPlan {
  document: PlanDocument;
  /** How many phases it is about. */
  chosen: number;
  /** Of its units: what the operator wants left out. */
  leftOut: string[];
  /** Units of this run, in build order. */
  units: () => PlanUnit[];
  /** After fetching: what could be had may change units. */
  refresh: () => Promise<void>;
  /** Catalog names that must be fetched before the first of these units. */
  missingSources: (units: PlanUnit[]) => Promise<string[]>;
  /** Build roots that must be made before the first of them. */
  missingBuildRoots: (units: PlanUnit[]) => Promise<BuildRootName[]>;
  assess: (unit: PlanUnit) => Promise<Assessment>;
  records: UnitRecords;
  /** The program of a unit's process. */
  command: (unitDir: string, kind: UnitRequest['kind']) => string[];
  /** Files below images/ that these units made, as absolute paths. */
  artifacts: (units: string[]) => Promise<string[]>;
}

/** Where it is kept how units ended, beyond the run's own journal. */
export interface UnitRecords {
  started: (unit: string, runId: string) => Promise<void>;
  /** Throws when what the unit should have left is not there. */
  succeeded: (request: UnitRequest, exit: ExitRecord, unitDir: string, runId: string) => Promise<void>;
  ended: (unit: string, result: 'failed' | 'cancelled', runId: string) => Promise<void>;
}
