import { existsSync } from 'node:fs';
import path from 'node:path';
import { baseTools } from '../host/doctor.js';
import { prerequisiteError } from '../host/errors.js';
import { programEntry } from '../host/package.js';
import { describeMissing, lookUpAll } from '../host/tools.js';
import { ensureTarget } from '../layers/target.js';
import type { Recipe } from '../recipes/define.js';
import { scriptTools } from '../scripts/command.js';
import { missingSources } from '../sources/resolve.js';
import { SOURCES_UNIT } from '../state/reduce.js';
import { phaseOf, recipeUnit } from '../state/unit-name.js';
import { assess } from './assess.js';
import { missingBuildRoots } from './build-roots.js';
import { buildGraph } from './graph.js';
import { InputReader, recipeOf } from './inputs.js';
import { mountNamespace } from './mount-namespace.js';
import { makePlan } from './plan.js';
import type { PlanUnit } from './plan-types.js';
import { readRecord, recordGood, recordLast } from './records.js';
import type { RunnerPlan, UnitRecords } from './runner-plan.js';
import type { Selection } from './select.js';
import { refreshSession, type Session, type SessionPhase } from './session.js';
import { readOutcome } from './unit/work.js';

/** The planner as the runner uses it. Throws an OperatorError for what a selection can't be. */
export async function planRun(first: Session, selection: Selection, noPrebuilt: boolean): Promise<RunnerPlan> {
  let session = first;
  const plan = await makePlan(session, selection);
  const willRun = (units: PlanUnit[]) => units.filter((unit) => unit.willRun);
  let units = willRun(plan.units);

  return {
    document: plan.document,
    chosen: plan.chosen,
    leftOut: plan.leftOut,
    units: () => units,
    // What was fetched may be prebuilt where a source was hoped for: that changes recipes and fingerprints.
    refresh: async () => {
      session = await refreshSession(session);
      units = willRun((await makePlan(session, selection)).units);
    },
    missingSources: (wanted) =>
      missingSources(sourcesOf(session, wanted), session.layout, session.settings, { noPrebuilt }),
    missingBuildRoots: (wanted) => missingBuildRoots(session, recipesOf(session, wanted)),
    assess: (unit) => assess(session, unit),
    records: {
      ...recordsOf(first),
      succeeded: (request, exit, unitDir, runId) => recordsOf(session).succeeded(request, exit, unitDir, runId),
    },
    command: (unitDir, kind) => [
      ...mountNamespace(kind),
      process.execPath,
      programEntry('runner/unit/main.js'),
      unitDir,
    ],
    artifacts: async (names) =>
      session.phases
        .filter((phase) => names.includes(phase.name))
        .flatMap((phase) => phase.builtin?.outputs(session.planContext) ?? [])
        .map((name) => path.join(session.layout.images, name))
        .filter((file) => existsSync(file)),
  };
}

function sourcesOf(session: Session, units: PlanUnit[]): string[] {
  return [...new Set(recipesOf(session, units).flatMap((recipe) => recipe.sources))];
}

function recipesOf(session: Session, units: PlanUnit[]): Recipe[] {
  return units.flatMap(({ kind, unit }) => {
    const phase = kind === 'recipe' ? session.phases.find(({ name }) => name === phaseOf(unit)) : undefined;
    return phase ? [recipeOf(phase, unit)] : [];
  });
}

/** Where it is kept how units of this profile and target ended. Fetching has no record: whether it is needed is looked up each time. */
export const recordsOf = (session: Session): UnitRecords => ({
  started: async (unit, runId) => {
    if (unit === SOURCES_UNIT) return;
    // Records of what writes there belong to the target, so it must have its id before its first unit can fail.
    const phase = session.phases.find(({ name }) => name === unit);
    if (phase && writesTarget(session, phase)) await ensureTarget(session.target.path, session.profile.name);
    await recordLast(session, unit, 'started', runId);
  },
  succeeded: async ({ unit, fingerprint, inputs }, _exit, unitDir, runId) => {
    const layers = await readOutcome(unitDir);
    if (unit === SOURCES_UNIT) return;
    await recordGood(session, unit, { fingerprint, inputs, layers, runId });
    await recordCachedRecipes(session, unit, runId);
  },
  ended: async (unit, result, runId) => {
    if (unit !== SOURCES_UNIT) await recordLast(session, unit, result, runId);
  },
});

/** Recipes of a phase whose layers were in the cache never ran here; what they were made from is kept all the same, so that `why` can tell later. */
async function recordCachedRecipes(session: Session, phase: string, runId: string): Promise<void> {
  const reader = new InputReader(session, buildGraph(session));
  for (const recipe of session.phases.find(({ name }) => name === phase)?.recipes ?? []) {
    const unit = recipeUnit(phase, recipe.name);
    const known = await reader.of(unit);
    if ('waitsFor' in known || (await readRecord(session, unit))?.lastGood?.fingerprint === known.fingerprint) continue;
    await recordGood(session, unit, { ...known, layers: [], runId });
  }
}

const writesTarget = ({ planContext }: Session, { builtin }: SessionPhase) =>
  (builtin?.needs(planContext) ?? 'target') === 'target';

/** Throws when a host program of these units is missing or too old, before anything is touched. */
export async function checkTools(session: Session, units: PlanUnit[]): Promise<void> {
  const names = new Set(units.map((unit) => unit.unit));
  const scripts = scriptTools(session.phases.filter((phase) => names.has(phase.name)));
  const tools = [...baseTools, ...scripts, ...units.flatMap((unit) => unit.tools)];
  const missing = describeMissing(await lookUpAll(tools));
  if (missing !== null) throw prerequisiteError(missing);
}
