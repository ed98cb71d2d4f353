import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { failure, prerequisiteError } from '../../host/errors.js';
import { run } from '../../host/exec.js';
import { lookUpAll } from '../../host/tools.js';
import { writeArtifact } from '../../image/write-artifact.js';
import { openLayer, storeLayer } from '../../layers/cache.js';
import { createView } from '../../layers/create-view.js';
import { createLayerWriter } from '../../layers/create-writer.js';
import { layerDigest } from '../../layers/entries.js';
import type { LayerEntry, LayerManifest } from '../../layers/manifest.js';
import { ensureTarget } from '../../layers/target.js';
import type { PhaseContext } from '../../phases/define.js';
import type { Tool } from '../../recipes/define.js';
import { someOf } from '../../state/some-of.js';
import { recipeUnit } from '../../state/unit-name.js';
import { buildGraph } from '../graph.js';
import { InputReader } from '../inputs.js';
import type { LayerRef } from '../records.js';
import type { SessionPhase } from '../session.js';
import { composedRefs, composeTarget } from './compose.js';
import { bringIntoImage } from './image.js';
import { openLayers } from './open-layers.js';
import { recipeLayer } from './recipe.js';
import { checkInputs, sessionOf } from './same-inputs.js';
import { type UnitWork, writeOutcome } from './work.js';

/** Runs a built-in phase into its own layer, then composes the target with it. */
export async function runPhaseUnit(work: UnitWork): Promise<void> {
  const { session, request, unitDir } = work;
  const phase = session.phases.find((candidate) => candidate.name === request.unit);
  if (!phase?.builtin) throw failure(`${request.unit} is no longer a built-in of the build order: run again.`);
  const reader = new InputReader(session, buildGraph(session));
  const recipes = await Promise.all(
    phase.recipes.map((recipe) => recipeLayer(session, recipeUnit(phase.name, recipe.name), reader)),
  );
  const shipped = phase.recipes.map(
    (recipe, index): LayerRef => ({
      unit: recipeUnit(phase.name, recipe.name),
      fingerprint: recipes[index]?.fingerprint ?? '',
      ship: recipe.ship,
      ...(recipe.omit ? { omit: recipe.omit } : {}),
      ...(recipe.givesWay ? { givesWay: true } : {}),
    }),
  );
  const hasOutputs = phase.builtin.outputs(session.planContext).length > 0;
  // What it does elsewhere is not in its layer.
  const onlyElsewhere = phase.builtin.needs(session.planContext) === 'none';
  const made =
    hasOutputs || onlyElsewhere || request.forced ? null : await openLayer(session.layout.cache, request.fingerprint);
  if (made && request.strict) for (const sentence of made.manifest.missing ?? []) refuse(sentence);
  if (!made) await runIntoLayer(work, phase, shipped);
  else console.log('An earlier result with the same inputs is in the cache: it is used.');
  const refs = [...shipped, { unit: phase.name, fingerprint: request.fingerprint }];
  if (phase.builtin.needs(session.planContext) === 'target') {
    await ensureTarget(session.target.path, session.profile.name);
    await composeTarget(work, await composedRefs(session, phase.name, refs));
  }
  // A phase with outputs has had it done when it needed it.
  if (phase.builtin.needs(session.planContext) === 'image' && !hasOutputs)
    await bringIntoImage(work, await openLayers(work, await composedRefs(session, phase.name, refs)));
  await writeOutcome(unitDir, refs);
}

/** Under --strict what is missing is a failure. */
function refuse(sentence: string): never {
  throw prerequisiteError(`${sentence} Bring it along, or run without --strict.`);
}

async function runIntoLayer(work: UnitWork, phase: SessionPhase, shipped: LayerRef[]): Promise<void> {
  const { session, request, signal, report } = work;
  const { layout, settings } = session;
  const workDir = path.join(layout.work, phase.name);
  await rm(workDir, { recursive: true, force: true });
  await mkdir(path.join(workDir, 'layer'), { recursive: true });
  const writer = createLayerWriter(path.join(workDir, 'layer'), settings.sourceDateEpoch);
  const refs = [...(await composedRefs(session, phase.name, null)), ...shipped];
  const layers = await openLayers(work, refs);
  const gone = refs.filter(({ fingerprint }) => !layers.some(({ manifest }) => manifest.fingerprint === fingerprint));
  if (gone.length > 0)
    throw failure(
      `${request.unit} needs the layer of ${someOf([...new Set(gone.map(({ unit }) => unit))])}, which is gone from the cache or damaged: run it again.`,
    );
  const prebuilt: string[] = [];
  const missing: string[] = [];
  const context: PhaseContext = {
    ...session.planContext,
    layer: writer,
    view: createView(layers),
    recipe: async (name) => recipeLayer(session, recipeUnit(phase.name, name)),
    exec: async (argv, { onLine, ...options } = {}) => {
      console.log(`$ ${argv.join(' ')}`);
      const { cwd = process.cwd(), env: environment = {} } = options;
      report.step({ title: argv[0] ?? '', argv, cwd, environment, wholeEnvironment: false });
      const result = await run(argv, { ...options, signal, onOutput: (chunk) => forward(chunk, onLine) });
      return result.stdout;
    },
    progress: report.progress,
    log: (text) => console.log(text),
    signal,
    jobs: request.jobs,
    epoch: settings.sourceDateEpoch,
    strict: request.strict,
    prebuilt: (part) => prebuilt.push(part),
    missing: (sentence) => {
      if (request.strict) refuse(sentence);
      console.log(sentence);
      missing.push(sentence);
    },
    workDir,
    fingerprint: request.fingerprint,
    rootImage: async () => {
      const tree = path.join(workDir, 'layer');
      const own = {
        unit: phase.name,
        tree,
        manifest: manifestOf(phase.name, request.fingerprint, await writer.finish()),
      };
      return bringIntoImage(work, [...layers, own]);
    },
    artifact: async (name, make, options) =>
      writeArtifact({
        ...options,
        tools: { ...(await toolVersions(phase.builtin?.tools ?? [])), ...options?.tools },
        name,
        make,
        session: { layout, profile: session.profile.name, epoch: settings.sourceDateEpoch, signing: settings.signing },
        unit: phase.name,
        fingerprint: request.fingerprint,
        layers,
      }),
  };
  await phase.builtin?.run(context);
  const manifest: LayerManifest = {
    ...manifestOf(phase.name, request.fingerprint, await writer.finish()),
    prebuilt,
    ...(missing.length === 0 ? {} : { missing }),
  };
  // What works elsewhere may change what it reads.
  if (phase.builtin?.needs(session.planContext) !== 'none') await checkInputs(await sessionOf(request), request);
  await storeLayer(layout.cache, manifest, path.join(workDir, 'layer'), { replace: request.forced });
  await rm(workDir, { recursive: true, force: true });
}

const manifestOf = (unit: string, fingerprint: string, entries: LayerEntry[]): LayerManifest => ({
  schemaVersion: 1,
  unit,
  fingerprint,
  digest: layerDigest(entries),
  createdAt: new Date().toISOString(),
  ...{ prebuilt: [], sources: [], tools: {}, entries },
});

function forward(chunk: string, onLine: ((line: string) => void) | undefined): void {
  process.stdout.write(chunk);
  if (onLine) for (const line of chunk.split(/[\r\n]+/)) if (line !== '') onLine(line);
}

/** Of the host programs that a phase says it starts, for the artifact's manifest. */
async function toolVersions(tools: Tool[]): Promise<Record<string, string>> {
  const found = await lookUpAll(tools, { versions: 'all' });
  return Object.fromEntries(found.flatMap(({ tool, version }) => (version === null ? [] : [[tool.command, version]])));
}
