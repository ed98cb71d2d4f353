import { findEntry } from '../sources/catalog.js';
import { variantInForce } from '../sources/variants.js';
import { vendoredTree } from '../sources/vendored-tree.js';
import type { PlanUnit as DocumentUnit, PlanDocument } from '../state/documents.js';
import { type Estimate, wallEstimate } from '../state/estimate.js';
import { unitsAtOnce } from '../state/schedule.js';
import { phaseOf, recipeUnit } from '../state/unit-name.js';
import type { Estimates } from './history.js';
import type { PlanUnit } from './plan-types.js';
import type { Session, SessionPhase } from './session.js';

/** How a run would share the machine out. */
export interface Pace {
  jobs: number;
  serial: boolean;
}

interface Known {
  reads: ReadonlyMap<string, string[]>;
  estimates: Estimates;
  /** Unit -> what its last good run took; of a phase with its recipes. */
  last: ReadonlyMap<string, number>;
  pace: Pace;
}

/** `plan --json` of these units. */
export function planDocument(session: Session, planned: PlanUnit[], known: Known): PlanDocument {
  const { pace, last } = known;
  const limit = unitsAtOnce(pace);
  const why = new Map(planned.map((unit) => [unit.unit, unit.why]));
  const units = planned.map((unit) => documentUnit(unit, known));
  const byName = new Map(units.map((unit) => [unit.unit, unit]));
  const wall = wallEstimate(
    units.filter((unit) => unit.willRun),
    limit,
  );
  const phases = session.phases.map((phase): PlanDocument['phases'][number] => {
    const own = byName.get(phase.name);
    const recipes = phase.recipes.map((recipe): PlanDocument['phases'][number]['recipes'][number] => {
      const name = recipeUnit(phase.name, recipe.name);
      const unit = byName.get(name);
      return {
        name: recipe.name,
        title: recipe.title,
        state: unit?.state ?? 'never',
        willRun: unit?.willRun ?? false,
        why: why.get(name) ?? [],
        untried: recipe.untried ?? false,
        vendored: recipe.sources.flatMap((source) => vendoredSource(source, session)),
        prebuilt: recipe.sources.some((source) => session.planContext.provision(source) === 'prebuilt'),
        ...estimateOf(unit),
        lastSeconds: last.get(name) ?? null,
      };
    });
    const { state = 'never', willRun = false } = own ?? {};
    return {
      ...describe(phase),
      state,
      willRun,
      why: why.get(phase.name) ?? [],
      prebuilt: recipes.flatMap(({ name, prebuilt }) => (prebuilt ? [name] : [])),
      ...estimateOf(wallEstimate(unitsIfRun(units, phase.name), limit)),
      lastSeconds: last.get(phase.name) ?? null,
      recipes,
    };
  });
  return {
    schemaVersion: 1,
    profile: session.profile.name,
    root: session.layout.root,
    target: session.target.path,
    targetFrom: session.target.from,
    phases,
    units,
    jobs: pace.jobs,
    unitsAtOnce: limit,
    ...estimateOf(wall),
    leastSeconds: wall.leastSeconds,
    criticalPath: { ...wall.criticalPath, unknown: wall.unknown },
  };
}

function vendoredSource(source: string, { layout, settings }: Session) {
  const tree = vendoredTree(source, layout);
  if (!tree) return [];
  const { version: insteadOf } = variantInForce(findEntry(source), settings);
  return [{ source, place: tree.place, version: tree.version, insteadOf }];
}

const describe = ({ name, group, kind, path, builtin }: SessionPhase) => ({
  name,
  group,
  kind,
  path,
  title: builtin?.title ?? name,
  summary: builtin?.summary ?? `The operator's own script ${path ?? ''}`.trim(),
  offByDefault: builtin?.offByDefault ?? false,
});

function documentUnit({ unit, kind, needs, state, willRun }: PlanUnit, { reads, estimates }: Known): DocumentUnit {
  const estimate = estimates.get(unit);
  const banded = estimate !== undefined && estimate.runs >= 2;
  return {
    unit,
    kind,
    needs,
    reads: reads.get(unit) ?? [],
    state,
    willRun,
    estimateSeconds: estimate?.medianSeconds ?? null,
    estimateLowSeconds: banded ? estimate.lowSeconds : null,
    estimateHighSeconds: banded ? estimate.highSeconds : null,
    estimateBy: estimate === undefined ? null : estimate.runs > 0 ? 'runs' : 'elsewhere',
  };
}

/** What runs when this phase does: its own part, and its recipes that are not fresh or run anyway. */
const unitsIfRun = (units: PlanDocument['units'], phase: string) =>
  units.filter(
    ({ unit, state, willRun }) => unit === phase || (phaseOf(unit) === phase && (willRun || state !== 'fresh')),
  );

const estimateOf = (estimate: Estimate | undefined): Estimate => ({
  estimateSeconds: estimate?.estimateSeconds ?? null,
  estimateLowSeconds: estimate?.estimateLowSeconds ?? null,
  estimateHighSeconds: estimate?.estimateHighSeconds ?? null,
});
