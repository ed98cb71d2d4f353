import { usageError } from '../host/errors.js';
import { nearest } from '../orders/suggest.js';
import { phaseOf } from '../state/unit-name.js';
import type { GraphUnit } from './graph.js';
import { unitsOfModule } from './modules.js';

export interface Selection {
  /** Phases, or `phase/recipe`. Empty: everything that is stale and not off by default. */
  names: string[];
  from?: string | undefined;
  until?: string | undefined;
  force?: boolean;
  withNeeds?: boolean;
  /** Recipes and groups, built with what they need as far as they are not fresh. */
  modules?: string[];
  /** Left out, with what needs them. */
  skip?: string[];
  /** A module: what comes before it is left out. */
  resumeFrom?: string | undefined;
}

export interface Chosen {
  /** Phases that the run is about, in build order. */
  phases: Set<string>;
  /** Units within reach of it. */
  units: Set<string>;
  /** How the operator named them. */
  asked: string[];
  /** Units that run even if fresh. */
  forced: Set<string>;
}

/**
 * What a run is about and what it re-runs although fresh. A named phase runs its own part again and takes unchanged recipes from the cache; a
 * named recipe, and nothing else of its phase, compiles again; so does what --force is said of. Throws a usage error for names that are
 * not in the build order.
 */
export function choose(graph: GraphUnit[], selection: Selection): Chosen {
  const order = graph.filter((unit) => unit.kind !== 'recipe');
  const names = order.map((unit) => unit.unit);
  const known = new Set(graph.map((unit) => unit.unit));
  for (const name of [...selection.names, ...(selection.skip ?? []), selection.from, selection.until]) {
    if (name !== undefined && !known.has(name)) throw unknownPhase(name, names);
  }
  const modules = (selection.modules ?? []).flatMap((name) => unitsOfModule(graph, name));
  const isNamed = selection.names.length + modules.length > 0;
  if (isNamed && (selection.from !== undefined || selection.until !== undefined)) {
    throw usageError('Name phases or modules, or give --from and --until, not both.');
  }
  const named = new Set(isNamed ? selection.names : range(order, selection));
  const chosen = new Set(modules);
  for (const { unit } of graph) if (named.has(unit) || named.has(phaseOf(unit))) chosen.add(unit);
  const forced = selection.force ? chosen : new Set(selection.names);
  return {
    phases: new Set([...chosen].map(phaseOf)),
    units: chosen,
    forced: new Set(forced),
    asked: isNamed ? [...selection.names, ...(selection.modules ?? [])] : [...named],
  };
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

function unknownPhase(name: string, names: string[]) {
  const stem = name.replace(/^.*\//, '').replace(/\.(sh|py)$/, '');
  const near = nearest(stem, names);
  const hint = near ? `did you mean ${near}?` : `the build order has ${names.join(', ')}.`;
  return usageError(`There is no phase ${JSON.stringify(name)} in the build order: ${hint}`);
}
