import path from 'node:path';
import { runRecipe } from '../../build/run-recipe.js';
import { failure, prerequisiteError } from '../../host/errors.js';
import { ownOrPackaged } from '../../host/package.js';
import { hashSourceTree } from '../../host/source-tree.js';
import { openLayer } from '../../layers/cache.js';
import { locateSource } from '../../sources/resolve.js';
import { phaseOf, recipeUnit } from '../../state/unit-name.js';
import { buildGraph } from '../graph.js';
import { InputReader, recipeOf } from '../inputs.js';
import type { Session } from '../session.js';
import { checkInputs, sessionOf } from './same-inputs.js';
import type { UnitWork } from './work.js';
import { writeOutcome } from './work.js';

/** Compiles one recipe into a layer of the cache. */
export async function runRecipeUnit({ session, request, unitDir, report, signal }: UnitWork): Promise<void> {
  const phase = session.phases.find((candidate) => candidate.name === phaseOf(request.unit));
  if (!phase) throw failure(`${request.unit} is no longer in the build order: run again.`);
  const recipe = recipeOf(phase, request.unit);
  const { layout, settings } = session;
  report.progress(0, null, 'verify what it stands on');
  const reader = new InputReader(session, buildGraph(session));
  const layersOf = (names: string[]) =>
    Promise.all(names.map((name) => recipeLayer(session, recipeUnit(phase.name, name), reader)));
  const sources = await Promise.all(
    recipe.sources.map(async (name) => {
      const { entry, variant, files } = await locateSource(name, layout, settings);
      const { version, prebuilt = false, tree } = variant;
      const own = tree ? { tree: { ...tree, sha256: await hashSourceTree(tree.path) } } : {};
      return { name, version, license: entry.license, prebuilt, files, ...own };
    }),
  );
  if (request.noPrebuilt && sources.some((source) => source.prebuilt)) {
    throw prerequisiteError(
      `${request.unit} can only be had prebuilt and --no-prebuilt refuses that: vendor its source in essentials/sources/.`,
    );
  }
  const files = Object.entries(recipe.files ?? {}).map(([name, file]) => [
    name,
    'path' in file ? { path: ownOrPackaged(layout.root, file.path) } : file,
  ]);
  await runRecipe(recipe, {
    unit: request.unit,
    fingerprint: request.fingerprint,
    layout,
    jobs: request.jobs,
    epoch: settings.sourceDateEpoch,
    sources,
    dependencies: await layersOf(recipe.dependencies),
    hostDependencies: await layersOf(recipe.hostDependencies ?? []),
    files: Object.fromEntries(files),
    logFile: path.join(unitDir, 'log'),
    report,
    signal,
    replace: request.forced,
    checkInputs: async () => checkInputs(await sessionOf(request), request),
  });
  await writeOutcome(unitDir, []);
}

/** The verified layer of a recipe at its present fingerprint. */
export async function recipeLayer(
  session: Session,
  unit: string,
  reader = new InputReader(session, buildGraph(session)),
) {
  const inputs = await reader.of(unit);
  const layer = 'waitsFor' in inputs ? null : await openLayer(session.layout.cache, inputs.fingerprint);
  if ('waitsFor' in inputs || !layer) throw failure(`The layer of ${unit} is not in the cache: run ${unit} again.`);
  return { unit, fingerprint: inputs.fingerprint, ...layer };
}
