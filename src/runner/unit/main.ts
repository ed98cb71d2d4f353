/** Entry of a unit's own process: `main.js UNIT_DIR`. Its output is the unit's log; its exit code is the unit's. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode, failureSentence, OperatorError } from '../../host/errors.js';
import { UnitRequest } from '../unit-files.js';
import { createReporter } from './report.js';
import { checkInputs, sessionOf } from './same-inputs.js';
import type { UnitWork } from './work.js';

const unitDir = process.argv[2];
if (unitDir === undefined) throw new TypeError('usage: main.js UNIT_DIR');
const report = createReporter(path.join(unitDir, 'events.ndjson'));
const abort = new AbortController();
process.on('SIGTERM', () => abort.abort());
process.on('SIGINT', () => abort.abort());

try {
  const request = UnitRequest.parse(JSON.parse(await readFile(path.join(unitDir, 'request.json'), 'utf8')));
  const session = await sessionOf(request);
  if (request.kind !== 'sources') await checkInputs(session, request);
  const work: UnitWork = {
    session,
    request,
    unitDir,
    runId: path.basename(path.resolve(unitDir, '../..')),
    report,
    signal: abort.signal,
  };
  await perform(work);
} catch (error) {
  const known = error instanceof OperatorError;
  const message = failureSentence(error);
  report.error(message);
  console.error(`\n${message}`);
  if (!known) console.error(error);
  process.exitCode = abort.signal.aborted
    ? ExitCode.cancelled
    : known
      ? (error.programExit ?? error.exitCode)
      : ExitCode.failed;
}

async function perform(work: UnitWork): Promise<void> {
  switch (work.request.kind) {
    case 'sources':
      return (await import('./sources.js')).runSources(work);
    case 'recipe':
      return (await import('./recipe.js')).runRecipeUnit(work);
    case 'phase':
      return (await import('./phase.js')).runPhaseUnit(work);
    case 'script':
      return (await import('./script.js')).runScriptUnit(work);
  }
}
