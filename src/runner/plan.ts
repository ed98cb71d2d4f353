import { prerequisiteError, usageError } from '../host/errors.js';
import { inNeedOf, type SelectableUnit, unitsToRun, withNeeds } from '../state/selection.js';
import { someOf } from '../state/some-of.js';
import { phaseOf } from '../state/unit-name.js';
import { type Standing, standing } from './assess.js';
import { buildGraph, type GraphUnit } from './graph.js';
import { type Estimates, estimates, readHistory } from './history.js';
import { InputReader } from './inputs.js';
import { jobsOf } from './jobs.js';
import { lastDurations } from './last-durations.js';
import { measuredEffort } from './measured-effort.js';
import { unitsBefore } from './modules.js';
import { type Pace, planDocument } from './plan-document.js';
import type { Plan, PlanUnit } from './plan-types.js';
import { readsOf } from './reads.js';
import { withSeeds } from './seed-estimates.js';
import { type Chosen, choose, type Selection } from './select.js';
import type { Session } from './session.js';

/**
 * What a run of this selection would do and why. Throws exit 2 for names that are unknown, exit 3 where a named phase needs earlier ones
 * that are not fresh (unless `withNeeds`).
 */
export async function makePlan(
  session: Session,
  selection: Selection,
  pace: Pace = { jobs: jobsOf(null, session.env), serial: false },
): Promise<Plan> {
  const graph = buildGraph(session);
  const chosen = choose(graph, selection);
  const reader = new InputReader(session, graph);
  const standings = new Map<string, Standing>();
  for (const unit of graph) standings.set(unit.unit, await standing(session, unit, reader));
  const selectable = graph.map(({ unit, needs }) => ({ unit, needs, state: standings.get(unit)?.state ?? 'never' }));
  const running = closure(selectable, chosen, selection);
  const history = (await readHistory(session.layout)).filter((entry) => entry.profile === session.profile.name);
  const known = withSeeds(estimates(history), session.phases, pace.jobs, measuredEffort[session.profile.name]);
  const units = graph.map((unit) =>
    planUnit(unit, standings, running.has(unit.unit), chosen.forced.has(unit.unit), known),
  );
  const reads = await readsOf(session, graph);
  const leftOut = leftOutOf(graph, running, selection);
  const without = new Set([...leftOut, ...inNeedOf(selectable, new Set(leftOut))]);
  const planned = units.map((unit) => (without.has(unit.unit) ? { ...unit, willRun: false } : unit));
  const document = planDocument(session, planned, { reads, estimates: known, last: lastDurations(history), pace });
  return { units, chosen: chosen.phases.size, leftOut, document };
}

/** Units that will run: those that are chosen and not fresh, plus what they need. */
function closure(units: SelectableUnit[], { units: chosen, forced, asked }: Chosen, selection: Selection): Set<string> {
  // Modules are asked for with what they need.
  const needsToo = selection.withNeeds === true || (selection.modules ?? []).length > 0;
  const { running, missing } = unitsToRun(units, needsToo ? withNeeds(units, chosen, forced) : chosen, forced);
  const unknown = missing.filter((name) => !units.some(({ unit }) => unit === name));
  if (unknown.length > 0) throw notInOrder([...new Set(unknown.map(phaseOf))], asked);
  if (missing.length > 0) throw notFresh(missing, asked);
  return running;
}

/** What `--skip` and `--resume-from` leave out of what would run. */
function leftOutOf(graph: GraphUnit[], running: ReadonlySet<string>, { skip = [], resumeFrom }: Selection): string[] {
  const named = new Set(skip);
  const before = resumeFrom === undefined ? new Set<string>() : unitsBefore(graph, resumeFrom, running);
  return [...running].filter((unit) => named.has(unit) || named.has(phaseOf(unit)) || before.has(unit));
}

function notFresh(missing: string[], asked: string[]) {
  const [is, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return prerequisiteError(
    `${asked.join(', ')} needs ${someOf(missing)}, which ${is} not fresh: run ${them} first, or add --with-needs.`,
  );
}

const notInOrder = (missing: string[], asked: string[]) =>
  usageError(
    `${asked.join(', ')} needs ${missing.join(', ')}, which the build order does not have: add ${missing.length === 1 ? 'its line' : 'their lines'} before it.`,
  );

function planUnit(
  unit: GraphUnit,
  standings: Map<string, Standing>,
  willRun: boolean,
  forced: boolean,
  known: Estimates,
): PlanUnit {
  const { state, why, waitsFor } = standings.get(unit.unit) ?? { state: 'never', why: [], waitsFor: [] };
  const needed = waitsFor.map((name) => `needs ${name}${because(name, standings)}`);
  const reasons = forced && state === 'fresh' ? ['was asked for'] : [...why, ...needed];
  return {
    unit: unit.unit,
    kind: unit.kind,
    title: unit.title,
    needs: unit.needs,
    state,
    why: reasons,
    willRun,
    forced,
    estimateSeconds: known.get(unit.unit)?.medianSeconds ?? null,
    memory: known.get(unit.unit)?.memory ?? null,
    tools: unit.tools,
  };
}

/** Why a needed unit is not fresh, down to the input that changed. */
function because(name: string, standings: Map<string, Standing>): string {
  const { why = [], waitsFor = [] } = standings.get(name) ?? {};
  const [next] = waitsFor;
  if (next !== undefined) return `, which needs ${next}${because(next, standings)}`;
  return why[0] === undefined ? ', which is not fresh' : `: ${why[0]}`;
}
