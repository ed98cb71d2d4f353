import { existsSync } from 'node:fs';
import path from 'node:path';
import { compilerOf } from '../build/compiler.js';
import { recipeInputs } from '../build/recipe-inputs.js';
import { hashPatchedTree } from '../build/version-metadata/patch-tree.js';
import { hashTree } from '../host/hash-tree.js';
import type { CacheLayout } from '../host/layout.js';
import { ownOrPackaged } from '../host/package.js';
import { readLayer, type StoredLayer } from '../layers/cache.js';
import { createView, type ViewLayer } from '../layers/create-view.js';
import { layerDigest } from '../layers/entries.js';
import { fingerprintOf } from '../layers/fingerprint.js';
import { type HostSelection, readHostTree } from '../layers/host-tree.js';
import type { View } from '../layers/view.js';
import type { Recipe } from '../recipes/define.js';
import { scriptInputs } from '../scripts/inputs.js';
import { type SourceIdentity, sourceIdentity } from '../sources/resolve.js';
import { recipeUnit } from '../state/unit-name.js';
import type { GraphUnit } from './graph.js';
import { programHash } from './program-hash.js';
import { isGood, type LayerRef, layersOf, readRecord } from './records.js';
import type { Session, SessionPhase } from './session.js';

/** Inputs and fingerprint of a unit, or the units whose result has to be known first. */
export type UnitInputs = { inputs: Record<string, string>; fingerprint: string } | { waitsFor: string[] };

/** Works out what each unit depends on; results are kept for the life of one assessment. */
export class InputReader {
  private readonly known = new Map<string, Promise<UnitInputs>>();
  /** A manifest has megabytes, and hundreds of recipes may need the same one. */
  private readonly digests = new Map<string, Promise<string | null>>();
  private readonly units: Map<string, GraphUnit>;

  constructor(
    private readonly session: Session,
    graph: GraphUnit[],
  ) {
    this.units = new Map(graph.map((unit) => [unit.unit, unit]));
  }

  of(name: string): Promise<UnitInputs> {
    const known = this.known.get(name) ?? this.read(name);
    this.known.set(name, known);
    return known;
  }

  private async read(name: string): Promise<UnitInputs> {
    const unit = this.units.get(name);
    if (!unit) return { waitsFor: [name] };
    if (unit.kind === 'recipe') return this.ofRecipe(unit);
    return unit.kind === 'script' ? this.ofScript(unit.phase) : this.ofPhase(unit.phase);
  }

  /** Digest of a recipe's layer in the cache; null while it has none for its present fingerprint. */
  private digestOf(unit: string): Promise<string | null> {
    const known = this.digests.get(unit) ?? this.readDigest(unit);
    this.digests.set(unit, known);
    return known;
  }

  private async readDigest(unit: string): Promise<string | null> {
    const inputs = await this.of(unit);
    if ('waitsFor' in inputs) return null;
    return (await readLayer(this.session.layout.cache, inputs.fingerprint))?.digest ?? null;
  }

  private async ofRecipe({ unit, phase, needs }: GraphUnit): Promise<UnitInputs> {
    const recipe = recipeOf(phase, unit);
    const dependencyDigests: Record<string, string> = {};
    const waitsFor: string[] = [];
    for (const need of needs) {
      const digest = await this.digestOf(need);
      if (digest === null) waitsFor.push(need);
      else dependencyDigests[need] = digest;
    }
    if (waitsFor.length > 0) return { waitsFor };
    const { layout, settings } = this.session;
    const sources = await Promise.all(recipe.sources.map((name) => this.sourceOf(name, recipe)));
    const fileHashes: Record<string, string> = {};
    for (const [name, file] of Object.entries(recipe.files ?? {})) {
      if ('path' in file) fileHashes[name] = await hashTree(ownOrPackaged(layout.root, file.path));
    }
    const inputs: Record<string, string> = {
      ...recipeInputs(recipe, {
        sources,
        dependencyDigests,
        fileHashes,
        compiler: await compilerOrNone(recipe, layout.cache),
      }),
      'source date epoch': String(settings.sourceDateEpoch),
    };
    nameByPath(recipe, inputs);
    return { inputs, fingerprint: fingerprintOf(inputs) };
  }

  /** A tree that its recipe patches is known by what it then is, so that patching the tree itself changes nothing. */
  private async sourceOf(name: string, { sources, versions }: Recipe): Promise<SourceIdentity> {
    const { layout, settings } = this.session;
    const identity = await sourceIdentity(name, layout, settings);
    if (!versions || !identity.tree || name !== sources[0]) return identity;
    const sha256 = await hashPatchedTree(path.join(layout.root, identity.tree.place), versions);
    return { ...identity, tree: { ...identity.tree, sha256 } };
  }

  private async ofPhase(phase: SessionPhase): Promise<UnitInputs> {
    const { session } = this;
    const builtin = phase.builtin;
    if (!builtin) throw new TypeError(`${phase.name} is no built-in`);
    const inputs: Record<string, string> = {
      unit: phase.name,
      profile: session.profile.name,
      "this phase's program": await programHash(`phases/${phase.name}.js`),
      'source date epoch': String(session.settings.sourceDateEpoch),
    };
    const waitsFor: string[] = [];
    const digest = async (unit: string) => {
      const value = await this.digestOf(unit);
      if (value === null) waitsFor.push(unit);
      return value ?? '';
    };
    for (const recipe of phase.recipes) {
      const content = await digest(recipeUnit(phase.name, recipe.name));
      inputs[`recipe ${recipe.name}`] = fingerprintOf({
        content,
        ship: JSON.stringify([recipe.ship, recipe.omit ?? [], ...(recipe.givesWay ? ['gives way'] : [])]),
      });
    }
    for (const input of builtin.inputs(session.planContext)) {
      if (input.kind === 'value') inputs[input.name] = input.value;
      else if (input.kind === 'file')
        inputs[input.path] = await hashOrAbsent(ownOrPackaged(session.layout.root, input.path));
      else if (input.kind === 'reference')
        inputs[`files of the reference host (${input.select.take.slice(0, 3).join(' ')} ...)`] = await referenceDigest(
          session.planContext.reference,
          input.select,
        );
      else if (input.kind === 'recipe')
        inputs[`recipe ${input.recipe}`] = await digest(recipeUnit(phase.name, input.recipe));
      else {
        const earlier = await this.earlierView(phase, waitsFor);
        if (earlier) inputs[`files of earlier phases (${input.globs.join(' ')})`] = earlier.digest(input.globs);
      }
    }
    if (waitsFor.length > 0) return { waitsFor: [...new Set(waitsFor)] };
    return { inputs, fingerprint: fingerprintOf(inputs) };
  }

  private async ofScript(phase: SessionPhase): Promise<UnitInputs> {
    const waitsFor: string[] = [];
    const view = await this.earlierView(phase, waitsFor);
    if (waitsFor.length > 0 || !view) return { waitsFor };
    const inputs = {
      unit: phase.name,
      profile: this.session.profile.name,
      'source date epoch': String(this.session.settings.sourceDateEpoch),
      ...(await scriptInputs(phase, this.session.layout.root)),
      'files of earlier phases': view.digest(['**']),
    };
    return { inputs, fingerprint: fingerprintOf(inputs) };
  }

  /** The earlier phases' files; adds the phases that are not fresh to `waitsFor` and then gives null. */
  private async earlierView(phase: SessionPhase, waitsFor: string[]): Promise<View | null> {
    const refs: LayerRef[] = [];
    const before = waitsFor.length;
    for (const earlier of earlierPhases(this.session, phase)) {
      const record = await readRecord(this.session, earlier.name);
      const inputs = await this.of(earlier.name);
      const fresh = !('waitsFor' in inputs) && isGood(record, inputs.fingerprint);
      if (!fresh && !earlier.builtin?.offByDefault) waitsFor.push(earlier.name);
      refs.push(...layersOf(record));
    }
    return waitsFor.length > before ? null : createView(await viewLayers(this.session, refs));
  }
}

/** Layers of the cache that are named by `refs`, for planning: their content is not looked at. One that is gone is left out, its unit is then not fresh. */
export async function viewLayers(session: Session, refs: LayerRef[]): Promise<ViewLayer[]> {
  const layers = await Promise.all(
    refs.map(async (ref): Promise<ViewLayer[]> => {
      const manifest = await readLayer(session.layout.cache, ref.fingerprint);
      const tree = path.join(session.layout.cache.layers, ref.fingerprint, 'tree');
      return manifest ? [viewLayer(ref, { manifest, tree })] : [];
    }),
  );
  return layers.flat();
}

/** What a reference takes of a layer. */
export const viewLayer = ({ unit, ship, omit, givesWay }: LayerRef, { manifest, tree }: StoredLayer): ViewLayer => ({
  ...{ unit, manifest, tree },
  ...(ship ? { ship } : {}),
  ...(omit ? { omit } : {}),
  ...(givesWay ? { givesWay } : {}),
});

export const earlierPhases = (session: Session, phase: SessionPhase) =>
  session.phases.slice(
    0,
    session.phases.findIndex((candidate) => candidate.name === phase.name),
  );

export function recipeOf(phase: SessionPhase, unit: string): Recipe {
  const recipe = phase.recipes.find((candidate) => recipeUnit(phase.name, candidate.name) === unit);
  if (!recipe) throw new TypeError(`${unit} is no recipe of ${phase.name}`);
  return recipe;
}

/** Whatever its path: another host with the same files gives the same system. */
async function referenceDigest(reference: string, select: HostSelection): Promise<string> {
  if (!existsSync(reference)) return 'not there';
  return layerDigest((await readHostTree(reference, select)).entries);
}

/** An input that is a file is called by its path, so that `why` names what the operator edited. */
function nameByPath(recipe: Recipe, inputs: Record<string, string>): void {
  for (const [name, file] of Object.entries(recipe.files ?? {})) {
    const hash = inputs[`file ${name}`];
    if (!('path' in file) || hash === undefined) continue;
    delete inputs[`file ${name}`];
    inputs[file.path] = hash;
  }
}

/** On a machine without a compiler, or before its build root is made, everything can still be planned: nothing is fresh there. */
const compilerOrNone = (recipe: Recipe, cache: CacheLayout) =>
  compilerOf(recipe, cache).catch(() => ({ gcc: 'missing' }));

/** An optional file of the operator: that it is not there is an input too. */
const hashOrAbsent = (file: string) => (existsSync(file) ? hashTree(file) : 'not there');
