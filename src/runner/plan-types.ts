import type { Tool } from '../recipes/define.js';
import type { Freshness, PlanDocument } from '../state/documents.js';
import type { MemoryUse } from './jobs.js';

/** One process of a run: a recipe, a built-in phase's `run`, or an operator's script. */
export interface PlanUnit {
  /** `phase` or `phase/recipe`. */
  unit: string;
  kind: 'recipe' | 'phase' | 'script';
  title: string;
  /** Units that must have ended well before this one starts. May name units that are fresh and not in this run. */
  needs: string[];
  state: Freshness;
  /** Reasons for a state other than fresh, most telling first: "config/kernel/smechvisor.config changed". */
  why: string[];
  willRun: boolean;
  /** Named, or --force: run although a result with this fingerprint exists. */
  forced: boolean;
  estimateSeconds: number | null;
  /** What it held at most in earlier runs; null when never measured. */
  memory: MemoryUse | null;
  tools: Tool[];
}

export interface Plan {
  /** In it what is left out, or needs that, does not run. */
  document: PlanDocument;
  /** How many phases the selection is about. */
  chosen: number;
  /** In build order, a phase's recipes before the phase itself. */
  units: PlanUnit[];
  /** Of those that would run: what the operator wants left out. */
  leftOut: string[];
}

/** What is known of a unit once everything it needs has ended: decided right before it starts, so that an unchanged result of a re-run dependency stops the wave. */
export interface Assessment {
  fingerprint: string;
  /** Input name -> hash or value; kept with the result, so that `why` can say which one changed. */
  inputs: Record<string, string>;
  /** A verified result with this fingerprint is there: nothing to start. */
  result: 'fresh' | 'cached' | 'none';
}
