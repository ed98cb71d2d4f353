import prettyBytes from 'pretty-bytes';
import { ExitCode } from '../host/errors.js';
import { makeBuildRoots, missingBuildRoots } from '../runner/build-roots.js';
import { recipesWithin } from '../runner/recipes-within.js';
import { openSession, type Session, type SessionPhase } from '../runner/session.js';
import { fetchSources } from '../sources/fetch.js';
import { type PlannedFile, planFetch } from '../sources/plan.js';
import type { Command, CommandIo, CommonOptions, FetchOptions } from './types.js';
import { plural } from './words.js';

/**
 * Fetches and verifies the sources of a profile, or of the phases and modules named, and makes the build roots that they are compiled in;
 * `--dry-run` says where each file is or would be asked for.
 */
export const command: Command<FetchOptions> = async (io, options, phases) => {
  const { root, ...rest } = options;
  const session = await openSession({
    root: root ?? io.deployRoot(),
    profile: rest.profile,
    target: rest.target,
    cwd: io.cwd,
    env: io.env,
  });
  const recipes = recipesWithin(session, { names: phases, modules: options.module ?? [] });
  const names = [...new Set(recipes.flatMap((recipe) => recipe.sources))];
  const noPrebuilt = !options.prebuilt;
  if (!options.dryRun) {
    await fetchAll(io, options, session, names, noPrebuilt);
    await fetchBuildRoots(io, options, session, recipes);
  }
  const files = await planFetch(names, session.layout, session.settings, { noPrebuilt });
  if (options.json) io.json({ schemaVersion: 1, profile: session.profile.name, files });
  else for (const line of report(files, options.dryRun ?? false)) io.line(line);
  return ExitCode.ok;
};

async function fetchBuildRoots(
  io: CommandIo,
  { quiet }: CommonOptions,
  session: Session,
  recipes: SessionPhase['recipes'],
): Promise<void> {
  await makeBuildRoots(await missingBuildRoots(session, recipes), {
    cache: session.layout.cache,
    offline: false,
    signal: io.interruptible(),
    log: (text) => {
      if (!quiet) io.stderr.write(`${text.trimEnd()}\n`);
    },
  });
}

async function fetchAll(
  io: CommandIo,
  options: CommonOptions,
  session: Session,
  names: string[],
  noPrebuilt: boolean,
): Promise<void> {
  await fetchSources(names, {
    layout: session.layout,
    settings: session.settings,
    noPrebuilt,
    // Asked for by name, so it is worth looking again for what could not be had the last time.
    retrySources: true,
    signal: io.interruptible(),
    log: (text) => {
      if (!options.quiet) io.stderr.write(`${text}\n`);
    },
  });
}

function report(files: PlannedFile[], dryRun: boolean): string[] {
  const present = files.filter((file) => file.present !== null);
  const missing = files.filter((file) => file.present === null && !file.fallback);
  const lines = (dryRun ? files : []).map((file) => {
    if (file.insteadOf !== null)
      return `${file.name} ${file.version}: vendored tree ${file.file} in place of the catalog's ${file.insteadOf}`;
    const where =
      file.present === null
        ? `would be asked for at ${file.places.join(', then ') || 'no place'}`
        : `is in ${file.present}`;
    return `${file.name} ${file.version}${file.prebuilt ? ' (prebuilt)' : ''}: ${file.file}${file.fallback ? ' (only if the others fail)' : ''} ${where}`;
  });
  const rest = missing.length === 0 ? 'nothing is missing' : `${missing.length} missing, ${sizeOf(missing)}`;
  const trees = present.filter((file) => file.insteadOf !== null).length;
  const vendored = trees === 0 ? '' : `, ${plural(trees, 'vendored tree')} in place of others`;
  return [...lines, `${present.length - trees} files are here and verified${vendored}; ${rest}.`];
}

/** Of upstream's files often only the hash is known. */
function sizeOf(files: PlannedFile[]): string {
  const bytes = files.reduce((sum, file) => sum + (file.size ?? 0), 0);
  const unknown = files.filter((file) => file.size === null).length;
  if (unknown === 0) return prettyBytes(bytes);
  return bytes === 0 ? 'of unknown size' : `${prettyBytes(bytes)} and ${unknown} of unknown size`;
}
