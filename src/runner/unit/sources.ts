import { fetchSources } from '../../sources/fetch.js';
import { makeBuildRoots } from '../build-roots.js';
import type { UnitWork } from './work.js';
import { writeOutcome } from './work.js';

/** Fetches and verifies what a run lacks, and makes its build roots, before its first compile. */
export async function runSources({ session, request, unitDir, report, signal }: UnitWork): Promise<void> {
  await fetchSources(request.sources, {
    layout: session.layout,
    settings: session.settings,
    offline: request.offline,
    noPrebuilt: request.noPrebuilt,
    signal,
    onProgress: report.progress,
    log: (text) => console.log(text),
  });
  await makeBuildRoots(request.buildRoots, {
    cache: session.layout.cache,
    offline: request.offline,
    signal,
    log: (text) => console.log(text.trimEnd()),
  });
  await writeOutcome(unitDir, []);
}
