import { existsSync } from 'node:fs';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { programEntry } from '../host/package.js';
import { hasLayer } from '../layers/cache.js';
import { missingSources } from '../sources/index.js';
import { assess } from './assess.js';
import { recipeOf } from './inputs.js';
import type { Plan, PlanUnit } from './plan-types.js';
import { recordGood, recordLast } from './records.js';
import type { RunnerPlan, UnitRecords } from './runner-plan.js';
import { phaseOf } from './select.js';
import { refreshSession, type Session } from './session.js';
import { readOutcome } from './unit/work.js';

/** What the runner asks while it carries out a plan. */
export function plannedRun(session: Session, { document, units }: Plan): RunnerPlan {
  const running = units.filter((unit) => unit.willRun);
  return {
    document,
    units: running,
    missingSources: () => missingSources(sourcesOf(session, running), session.layout, session.settings),
    // Fetching may have settled that a source is to be had prebuilt only.
    assess: async (unit) => assess(await refreshSession(session), unit),
    records: unitRecords(session),
    command: (unitDir) => [process.execPath, programEntry('runner/unit/main.js'), unitDir],
    artifacts: async (names) =>
      names.flatMap((name) => {
        const phase = session.phases.find((candidate) => candidate.name === name);
        const outputs = phase?.builtin?.outputs(session.planContext) ?? [];
        return outputs.map((output) => path.join(session.layout.images, output)).filter((file) => existsSync(file));
      }),
  };
}

function sourcesOf(session: Session, units: PlanUnit[]): string[] {
  const names = units.flatMap((unit) => {
    const phase = session.phases.find((candidate) => candidate.name === phaseOf(unit.unit));
    return phase && unit.kind === 'recipe' ? recipeOf(phase, unit.unit).sources : [];
  });
  return [...new Set(names)];
}

function unitRecords(session: Session): UnitRecords {
  return {
    started: (unit, runId) => recordLast(session, unit, 'started', runId),
    ended: (unit, result, runId) => recordLast(session, unit, result, runId),
    succeeded: async ({ unit, kind, fingerprint, inputs }, _exit, unitDir, runId) => {
      if (kind === 'sources') return;
      const layers = await readOutcome(unitDir);
      if (kind === 'recipe' && !hasLayer(session.layout.cache, fingerprint)) {
        throw failure(`${unit} ended well but left no layer: look into its log, then run it again.`);
      }
      await recordGood(session, unit, { fingerprint, inputs, layers, runId });
    },
  };
}
