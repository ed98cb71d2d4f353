import { fetchSources } from '../../sources/fetch.js';
import type { UnitWork } from './work.js';
import { writeOutcome } from './work.js';

/** Fetches and verifies what a run lacks, before its first compile. */
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
  await writeOutcome(unitDir, []);
}
