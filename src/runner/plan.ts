import { prerequisiteError } from '../host/errors.js';
import type { PlanDocument } from '../state/documents.js';
import { type Standing, standing } from './assess.js';
import { buildGraph, type GraphUnit } from './graph.js';
import { type Estimates, readEstimates } from './history.js';
import { InputReader } from './inputs.js';
import type { Plan, PlanUnit } from './plan-types.js';
import { choose, phaseOf, type Selection } from './select.js';
import type { Session } from './session.js';

/**
 * What a run of this selection would do and why. Throws exit 2 for names that are unknown, exit 3 where a named phase needs earlier ones
 * that are not fresh (unless `withNeeds`).
 */
export async function makePlan(session: Session, selection: Selection): Promise<Plan> {
  const graph = buildGraph(session);
  const chosen = choose(graph, selection);
  const reader = new InputReader(session, graph);
  const standings = new Map<string, Standing>();
  for (const unit of graph) standings.set(unit.unit, await standing(session, unit, reader));
  const estimates = await readEstimates(session.layout);
  const running = closure(graph, chosen, standings, selection.withNeeds ?? false);
  const units = graph.map((unit) =>
    planUnit(unit, standings, running.has(unit.unit), chosen.forced.has(unit.unit), estimates),
  );
  return { units, chosen: chosen.phases.size, document: planDocument(session, units) };
}

/** Units that will run: those that are chosen and not fresh, plus what they need. */
function closure(
  graph: GraphUnit[],
  { phases, forced }: { phases: Set<string>; forced: Set<string> },
  standings: Map<string, Standing>,
  withNeeds: boolean,
): Set<string> {
  const byName = new Map(graph.map((unit) => [unit.unit, unit]));
  const stale = (name: string) => forced.has(name) || standings.get(name)?.state !== 'fresh';
  const within = new Set(phases);
  for (;;) {
    const running = new Set<string>();
    for (const unit of graph) {
      // A stale need shows in the unit's own standing; what is forced may give something else although it is fresh now.
      const mayChange = unit.needs.some((need) => forced.has(need) && running.has(need));
      const wanted = within.has(phaseOf(unit.unit)) && (stale(unit.unit) || mayChange);
      if (wanted) running.add(unit.unit);
    }
    const missing = [...running]
      .flatMap((name) => byName.get(name)?.needs ?? [])
      .filter((need) => !running.has(need) && stale(need))
      .map(phaseOf);
    if (missing.length === 0) return running;
    if (!withNeeds) throw notFresh([...new Set(missing)], [...phases]);
    for (const phase of missing) within.add(phase);
  }
}

function notFresh(missing: string[], asked: string[]) {
  const [is, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return prerequisiteError(
    `${asked.join(', ')} needs ${missing.join(', ')}, which ${is} not fresh: run ${them} first, or add --with-needs.`,
  );
}

function planUnit(
  unit: GraphUnit,
  standings: Map<string, Standing>,
  willRun: boolean,
  forced: boolean,
  estimates: Estimates,
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
    estimateSeconds: estimates.get(unit.unit)?.medianSeconds ?? null,
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

function planDocument(session: Session, units: PlanUnit[]): PlanDocument {
  const byName = new Map(units.map((unit) => [unit.unit, unit]));
  const phases = session.phases.map((phase): PlanDocument['phases'][number] => {
    const own = byName.get(phase.name);
    const recipes = phase.recipes.map((recipe) => ({
      recipe,
      unit: byName.get(`${phase.name}/${recipe.name}`),
      prebuilt: recipe.sources.some((source) => session.planContext.provision(source) === 'prebuilt'),
    }));
    const running = [own, ...recipes.map(({ unit }) => unit)].filter((unit) => unit?.willRun === true);
    return {
      name: phase.name,
      title: phase.builtin?.title ?? phase.name,
      summary: phase.builtin?.summary ?? `The operator's own script ${phase.path ?? ''}`.trim(),
      group: phase.group,
      kind: phase.kind,
      path: phase.path,
      state: own?.state ?? 'never',
      willRun: own?.willRun ?? false,
      offByDefault: phase.builtin?.offByDefault ?? false,
      why: own?.why ?? [],
      prebuilt: recipes.flatMap(({ recipe, prebuilt }) => (prebuilt ? [recipe.name] : [])),
      estimateSeconds: total(running.length > 0 ? running : [own]),
      recipes: recipes.map(({ recipe, unit, prebuilt }) => ({
        name: recipe.name,
        title: recipe.title,
        state: unit?.state ?? 'never',
        willRun: unit?.willRun ?? false,
        why: unit?.why ?? [],
        prebuilt,
        estimateSeconds: unit?.estimateSeconds ?? null,
      })),
    };
  });
  return {
    schemaVersion: 1,
    profile: session.profile.name,
    root: session.layout.root,
    target: session.target.path,
    targetFrom: session.target.from,
    phases,
    estimateSeconds: total(units.filter((unit) => unit.willRun)),
  };
}

/** Sum of the estimates; null as soon as one of them is unknown. */
function total(units: (PlanUnit | undefined)[]): number | null {
  return units.reduce<number | null>(
    (sum, unit) => (sum === null || unit?.estimateSeconds == null ? null : sum + unit.estimateSeconds),
    0,
  );
}
