import { ExitCode, failureSentence } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import type { RunEvent, UnitResult } from '../state/events.js';
import { SOURCES_UNIT } from '../state/reduce.js';
import { blocked, startable, unitsAtOnce } from '../state/schedule.js';
import type { RunControl } from './control.js';
import { jobsFor } from './jobs.js';
import type { Assessment, PlanUnit } from './plan-types.js';
import { runProcess, type UnitOutcome } from './run-process.js';
import type { RunnerPlan } from './runner-plan.js';
import type { UnitRequest } from './unit-files.js';

interface RunOptions {
  layout: Layout;
  runId: string;
  profile: string;
  target: string;
  reference: string;
  jobs: number;
  serial: boolean;
  keepGoing: boolean;
  offline: boolean;
  noPrebuilt: boolean;
  strict: boolean;
  /** The command that re-runs exactly this unit. */
  rerun: (unit: string) => string;
}

/** One run under way. */
export interface Run {
  plan: RunnerPlan;
  options: RunOptions;
  control: RunControl;
  append: (event: RunEvent) => void;
}

export interface UnitsEnd {
  results: Map<string, UnitResult>;
  /** The run's exit code: of a prerequisite that the first failed unit lacked, else 1; null when none failed. */
  failedWith: number | null;
}

/** Runs the units of a plan to their end, as many beside each other as may be. */
export async function runUnits(run: Run): Promise<UnitsEnd> {
  const { plan, options, control, append } = run;
  const results = new Map<string, UnitResult>();
  const running = new Map<string, Promise<void>>();
  const limit = unitsAtOnce(options);
  let failedWith: number | null = null;
  let stopped = false;

  const end = (unit: string, { result, exitCode }: UnitOutcome) => {
    results.set(unit, result);
    running.delete(unit);
    if (result !== 'failed' && result !== 'interrupted') return;
    failedWith ??= exitCode === ExitCode.prerequisite ? ExitCode.prerequisite : ExitCode.failed;
    if (!options.keepGoing) stopped = true;
  };

  for (const unit of plan.leftOut) {
    results.set(unit, 'skipped');
    append(withoutProcess(unit, 'skipped', null, null, options));
  }

  // What is left out needs nothing.
  const wanted = plan.units().filter(({ unit }) => !results.has(unit));
  const missing = await plan.missingSources(wanted);
  const buildRoots = await plan.missingBuildRoots(wanted);
  if (missing.length + buildRoots.length > 0 && !control.isCancelled()) {
    const request = {
      ...requestOf(options, { unit: SOURCES_UNIT, forced: false }, { fingerprint: '', inputs: {}, result: 'none' }),
      kind: 'sources' as const,
      sources: missing,
      buildRoots,
    };
    end(SOURCES_UNIT, await runProcess(request, run));
    await plan.refresh();
    // What was fetched decided which parts it takes, and these are in the cache.
    const left = new Set(plan.units().map(({ unit }) => unit));
    for (const unit of wanted.filter((one) => !left.has(one.unit))) {
      const result = asBefore(unit, await plan.assess(unit), run);
      if (result) results.set(unit.unit, result);
    }
    if (failedWith !== null && options.keepGoing)
      for (const { unit, lacking } of await unprovided(plan, results)) {
        results.set(unit, 'blocked');
        const why = `${unit} needs ${lacking.join(', ')}, which could not be had.`;
        append(withoutProcess(unit, 'blocked', null, why, options));
      }
  }

  for (;;) {
    for (const { unit, by } of blocked(plan.units(), { ended: results, running: new Set(running.keys()) })) {
      results.set(unit.unit, 'blocked');
      const how = results.get(by) === 'skipped' ? 'is left out' : 'did not end well';
      append(withoutProcess(unit.unit, 'blocked', null, `${unit.unit} needs ${by}, which ${how}.`, options));
    }
    if (!stopped && !control.isCancelled() && !control.isPaused()) {
      for (const unit of startable(plan.units(), { ended: results, running: new Set(running.keys()) }, limit)) {
        running.set(
          unit.unit,
          runUnit(unit, run).then((outcome) => end(unit.unit, outcome)),
        );
      }
    }
    const waitsForMore = control.isPaused() && !stopped && !control.isCancelled() && results.size < plan.units().length;
    if (running.size === 0 && !waitsForMore) return { results, failedWith };
    await Promise.race([...running.values(), control.changed()]);
  }
}

/** Units whose sources, or the system that they are compiled in, are not there. */
async function unprovided(
  plan: RunnerPlan,
  ended: ReadonlyMap<string, UnitResult>,
): Promise<{ unit: string; lacking: string[] }[]> {
  const found = [];
  for (const one of plan.units()) {
    if (ended.has(one.unit)) continue;
    const lacking = [...(await plan.missingSources([one])), ...(await plan.missingBuildRoots([one]))];
    if (lacking.length > 0) found.push({ unit: one.unit, lacking });
  }
  return found;
}

async function runUnit(unit: PlanUnit, run: Run): Promise<UnitOutcome> {
  const { plan, options, append } = run;
  try {
    const assessment = await plan.assess(unit);
    const result = asBefore(unit, assessment, run);
    if (result) return { result, exitCode: null };
    const jobs = jobsFor(unit.memory, options.jobs, unitsAtOnce(options));
    const request = { ...requestOf(options, unit, assessment), kind: unit.kind, jobs };
    return await runProcess(request, run);
  } catch (error) {
    append(withoutProcess(unit.unit, 'failed', null, failureSentence(error), options));
    return { result: 'failed', exitCode: null };
  }
}

const requestOf = (
  options: RunOptions,
  { unit, forced }: Pick<PlanUnit, 'unit' | 'forced'>,
  { fingerprint, inputs }: Assessment,
): Omit<UnitRequest, 'kind'> => ({
  schemaVersion: 1,
  unit,
  forced,
  root: options.layout.root,
  profile: options.profile,
  target: options.target,
  reference: options.reference,
  jobs: options.jobs,
  fingerprint,
  inputs,
  offline: options.offline,
  noPrebuilt: options.noPrebuilt,
  strict: options.strict,
  sources: [],
  buildRoots: [],
});

/** Tells of a unit whose earlier result holds; null for others. */
function asBefore({ unit }: PlanUnit, { result, fingerprint }: Assessment, { append, options }: Run) {
  if (result === 'none') return null;
  append(withoutProcess(unit, result, fingerprint, null, options));
  return result;
}

/** The end of a unit for which no process was started. */
function withoutProcess(
  unit: string,
  result: UnitResult,
  fingerprint: string | null,
  message: string | null,
  options: RunOptions,
): RunEvent {
  return {
    type: 'unit.finished',
    at: new Date().toISOString(),
    unit,
    result,
    exitCode: null,
    signal: null,
    durationSeconds: 0,
    cpuSeconds: null,
    peakMemoryBytes: null,
    fingerprint,
    error: message === null ? null : { message, line: null, lineNumber: null, rerun: options.rerun(unit) },
  };
}
