import { existsSync } from 'node:fs';
import path from 'node:path';
import { prerequisiteError } from '../host/errors.js';
import { programEntry } from '../host/package.js';
import { describeMissing, lookUpAll } from '../host/tools.js';
import { missingSources } from '../sources/index.js';
import { assess } from './assess.js';
import { recipeOf } from './inputs.js';
import { makePlan } from './plan.js';
import type { PlanUnit } from './plan-types.js';
import { recordGood, recordLast } from './records.js';
import type { RunnerPlan, UnitRecords } from './runner-plan.js';
import { phaseOf, type Selection } from './select.js';
import { refreshSession, type Session } from './session.js';
import { readOutcome } from './unit/work.js';

/** The planner as the runner uses it. Throws an OperatorError for what a selection can't be. */
export async function planRun(session: Session, selection: Selection): Promise<RunnerPlan> {
  const plan = await makePlan(session, selection);
  const units = plan.units.filter((unit) => unit.willRun);
  const { layout, settings } = session;
  return {
    document: plan.document,
    units,
    missingSources: () => missingSources(sourcesOf(session, units), layout, settings),
    // Fetching may have settled that a source is to be had prebuilt only.
    assess: async (unit) => assess(await refreshSession(session), unit),
    records: recordsOf(session),
    command: (unitDir) => [process.execPath, programEntry('runner/unit/main.js'), unitDir],
    artifacts: async (names) =>
      session.phases
        .filter((phase) => names.includes(phase.name))
        .flatMap((phase) => phase.builtin?.outputs(session.planContext) ?? [])
        .map((name) => path.join(layout.images, name))
        .filter((file) => existsSync(file)),
  };
}

function sourcesOf(session: Session, units: PlanUnit[]): string[] {
  const names = units.flatMap(({ kind, unit }) => {
    const phase = kind === 'recipe' ? session.phases.find(({ name }) => name === phaseOf(unit)) : undefined;
    return phase ? recipeOf(phase, unit).sources : [];
  });
  return [...new Set(names)];
}

/** Where it is kept how units of this profile and target ended. */
export const recordsOf = (session: Session): UnitRecords => ({
  started: (unit, runId) => recordLast(session, unit, 'started', runId),
  succeeded: async ({ unit, fingerprint, inputs }, _exit, unitDir, runId) => {
    await recordGood(session, unit, { fingerprint, inputs, layers: await readOutcome(unitDir), runId });
  },
  ended: (unit, result, runId) => recordLast(session, unit, result, runId),
});

/** Throws when a host program is missing or too old, before anything is touched. */
export async function checkTools(units: PlanUnit[]): Promise<void> {
  const missing = describeMissing(await lookUpAll(units.flatMap((unit) => unit.tools)));
  if (missing !== null) throw prerequisiteError(missing);
}
