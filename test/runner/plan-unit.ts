import type { PlanUnit } from '../../src/runner/plan-types.js';

/** A unit that will run and that nothing is known of yet. */
export const planUnit = (unit: string, kind: PlanUnit['kind'], needs: string[]): PlanUnit => ({
  unit,
  kind,
  title: unit,
  needs,
  state: 'never',
  why: [],
  willRun: true,
  forced: false,
  estimateSeconds: null,
  memory: null,
  tools: [],
});
