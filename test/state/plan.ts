import type { PlanDocument, PlanUnit } from '../../src/state/documents.js';
import { phaseOf } from '../../src/state/unit-name.js';

/** A unit of a plan that is fresh and of unknown length, unless told otherwise. */
export function unitOf(unit: string, more: Partial<PlanUnit> = {}): PlanUnit {
  return {
    unit,
    kind: unit.includes('/') ? 'recipe' : 'phase',
    needs: [],
    reads: more.needs ?? [],
    state: 'fresh',
    willRun: false,
    estimateSeconds: null,
    estimateLowSeconds: null,
    estimateHighSeconds: null,
    estimateBy: null,
    ...more,
  };
}

type Phase = PlanDocument['phases'][number];

/** The plan with these units; of its phases only what is told differs from their units. */
export function planOf(units: PlanUnit[], more: Record<string, Partial<Phase>> = {}): PlanDocument {
  const common = { why: [], lastSeconds: null };
  const phases = units
    .filter((unit) => unit.kind !== 'recipe')
    .map(
      (own): Phase => ({
        ...common,
        ...own,
        name: own.unit,
        title: own.unit,
        summary: '',
        group: null,
        kind: own.kind === 'script' ? 'script' : 'builtin',
        path: null,
        offByDefault: false,
        prebuilt: [],
        recipes: units
          .filter((unit) => unit.kind === 'recipe' && phaseOf(unit.unit) === own.unit)
          .map((unit) => ({
            ...common,
            ...unit,
            title: unit.unit,
            name: unit.unit.slice(own.unit.length + 1),
            untried: false,
            vendored: [],
            prebuilt: false,
          })),
        ...more[own.unit],
      }),
    );
  return {
    schemaVersion: 1,
    profile: 'smechvisor',
    root: '/r',
    target: '/t',
    targetFrom: 'flag',
    phases,
    units,
    jobs: 2,
    unitsAtOnce: 2,
    estimateSeconds: null,
    estimateLowSeconds: null,
    estimateHighSeconds: null,
    leastSeconds: 0,
    criticalPath: { seconds: 0, units: [], unknown: 0 },
  };
}
