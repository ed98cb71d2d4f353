import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import type { Exec } from '../image/exec.js';
import type { ArtifactOptions } from '../image/write-artifact.js';
import type { HostSelection } from '../layers/host-tree.js';
import type { LayerManifest } from '../layers/manifest.js';
import type { View } from '../layers/view.js';
import type { LayerWriter } from '../layers/writer.js';
import type { Profile } from '../profiles/define.js';
import type { Recipe, Tool } from '../recipes/define.js';

/** What a phase may look at to say what it needs: nothing here depends on the machine, on jobs or on where the target is. */
export interface PlanContext {
  profile: Profile;
  settings: DeploySettings;
  /** The host folder that SmechOS is restored from; it may not be there. */
  reference: string;
  layout: Layout;
  /** How a source with a prebuilt last place is to be had: from sources.lock.json, or from the first place that has it. */
  provision: (source: string) => 'source' | 'prebuilt';
}

/** Something a result depends on, beyond the phase's own program, its recipes and their layers. */
export type Input =
  /** A file or folder, absolute or relative to the deploy root, else to this program. */
  | { kind: 'file'; path: string }
  | { kind: 'value'; name: string; value: string }
  /** Everything that the earlier phases put at these globs of the target. */
  | { kind: 'view'; globs: string[] }
  /** What is restored from the reference host. */
  | { kind: 'reference'; select: HostSelection }
  /** The whole layer of a recipe of another phase: `phase/recipe`. */
  | { kind: 'recipe'; recipe: string };

export interface PhaseContext extends PlanContext {
  /** What this phase puts into the target, beyond what its recipes ship. */
  layer: LayerWriter;
  /** The target as the earlier phases and this phase's recipes make it: read-only. */
  view: View;
  /** The whole layer of a recipe, build tools and headers included: `phase/recipe`, or `recipe` of this phase. */
  recipe: (name: string) => Promise<{ manifest: LayerManifest; tree: string }>;
  /** Starts a host program; its output goes to the phase's log; throws an OperatorError that names it when it fails. Returns stdout. */
  exec: Exec;
  progress: (done: number, total: number, label: string) => void;
  log: (text: string) => void;
  signal: AbortSignal;
  jobs: number;
  /** --strict: doubtful results are failures. */
  strict: boolean;
  /** Records a binary that is taken as it is: `cloud-hypervisor from essentials/`. */
  prebuilt: (part: string) => void;
  /** Records in one sentence what an operator was expected to bring along and is absent; with --strict it fails the phase. */
  missing: (sentence: string) => void;
  /** SOURCE_DATE_EPOCH. */
  epoch: number;
  /** An empty folder, removed after success. */
  workDir: string;
  /** This phase's fingerprint: for identifiers that must be the same when the inputs are. */
  fingerprint: string;
  /** Brings the earlier phases' files and what this one has put into its layer so far into images/part2.img; returns its path. */
  rootImage: () => Promise<string>;
  /**
   * Makes images/NAME: `make` writes to a path beside it, which is renamed when it returns; its manifest is written with it.
   * An artifact of the same name that was good before stays until then.
   */
  artifact: (name: string, make: (file: string) => Promise<void>, options?: ArtifactOptions) => Promise<string>;
}

/** One built-in phase: metadata and a short `run`. */
export interface Phase {
  /** As in the build order, without folder and extension. */
  name: string;
  title: string;
  summary: string;
  /** Shown where the build order has no `# Phase N: title` comment. */
  group: string;
  /** `target`: composed target; `image`: unmounted image; `none`: neither. */
  needs: (ctx: PlanContext) => 'target' | 'image' | 'none';
  /** Host programs of `run`; those of recipes are added. */
  tools: Tool[];
  recipes: (ctx: PlanContext) => Recipe[];
  inputs: (ctx: PlanContext) => Input[];
  /** Artifacts: names below images/. */
  outputs: (ctx: PlanContext) => string[];
  /** Runs only when named. */
  offByDefault?: boolean;
  /** What it would change outside of the target now, one sentence each: while there is any, it is not fresh. */
  pending?: (ctx: PlanContext) => Promise<string[]>;
  run: (ctx: PhaseContext) => Promise<void>;
}

export const definePhase = (phase: Phase): Phase => phase;
