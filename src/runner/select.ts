import { prerequisiteError, usageError } from '../host/errors.js';
import { phaseOf } from '../state/unit-name.js';
import type { GraphUnit } from './graph.js';

export interface Selection {
  /** Phases, or `phase/recipe`. Empty: everything that is stale and not off by default. */
  names: string[];
  from?: string | undefined;
  until?: string | undefined;
  force?: boolean;
  withNeeds?: boolean;
  /** Known names; whether one is left out is the runner's to see to. */
  skip?: string[];
}

export interface Chosen {
  /** Phases within reach of this run, in build order. */
  phases: Set<string>;
  /** Units that run even if fresh. */
  forced: Set<string>;
}

/**
 * Which phases a run is about and what it re-runs although fresh. A named phase runs its own part again and takes unchanged recipes from
 * the cache; a named recipe, or --force, compiles again. Throws a usage error for names that are not in the build order.
 */
export function choose(graph: GraphUnit[], selection: Selection): Chosen {
  const order = graph.filter((unit) => unit.kind !== 'recipe');
  const names = order.map((unit) => unit.unit);
  const known = new Set(graph.map((unit) => unit.unit));
  for (const name of [...selection.names, ...(selection.skip ?? []), selection.from, selection.until]) {
    if (name !== undefined && !known.has(name)) throw unknownPhase(name, names);
  }
  if (selection.names.length > 0 && (selection.from !== undefined || selection.until !== undefined)) {
    throw usageError('Name phases, or give --from and --until, not both.');
  }
  const asked = new Set([...selection.names, selection.from, selection.until].map((name) => name && phaseOf(name)));
  for (const { unit, phase } of order) if (asked.has(unit) && phase.builtin?.unavailable) throw unavailable(unit);
  const phases = new Set(selection.names.length > 0 ? selection.names.map(phaseOf) : range(order, selection));
  const named = new Set(selection.names);
  const forced = new Set(
    graph
      .filter(
        (unit) =>
          named.has(unit.unit) || (named.has(phaseOf(unit.unit)) && unit.kind !== 'recipe') || forcedByFlag(unit),
      )
      .map((unit) => unit.unit),
  );
  return { phases, forced };

  function forcedByFlag(unit: GraphUnit): boolean {
    if (!selection.force || !phases.has(phaseOf(unit.unit))) return false;
    const recipesNamed = selection.names.filter((name) => name.includes('/') && phaseOf(name) === phaseOf(unit.unit));
    return unit.kind !== 'recipe' || recipesNamed.length === 0 || named.has(unit.unit);
  }
}

function range(order: GraphUnit[], { from, until }: Selection): string[] {
  const names = order.map((unit) => unit.unit);
  const first = from === undefined ? 0 : names.indexOf(phaseOf(from));
  const last = until === undefined ? names.length - 1 : names.indexOf(phaseOf(until));
  if (first > last) throw usageError(`--from ${from} comes after --until ${until} in the build order: swap them.`);
  const asked = new Set([from, until]);
  return order
    .slice(first, last + 1)
    .flatMap(({ unit, phase }) => (phase.builtin?.offByDefault && !asked.has(unit) ? [] : [unit]));
}

const unavailable = (name: string) =>
  prerequisiteError(
    `This version can't run ${name} yet: leave it out, or put a script of your own into the build order (bin/${name}.sh).`,
  );

function unknownPhase(name: string, names: string[]) {
  const stem = name.replace(/^.*\//, '').replace(/\.(sh|py)$/, '');
  const near = names.find(
    (known) => known === stem || known.replace(/^\d+_/, '') === stem.replace(/^\d+_/, '') || known.startsWith(stem),
  );
  const hint = near ? `did you mean ${near}?` : `the build order has ${names.join(', ')}.`;
  return usageError(`There is no phase ${JSON.stringify(name)} in the build order: ${hint}`);
}
