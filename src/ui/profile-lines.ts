import type { ArtifactOverview, ProfileOverview } from '../state/profiles-document.js';
import { verdictText } from '../state/verdict-text.js';
import { age, bytes, clock, estimateText } from './format.js';
import type { KnownProfile } from './overviews.js';

/** One line on a profile: what it is about, and what there is to say. */
export interface ProfileLine {
  label: string;
  text: string;
  bad?: boolean;
}

/** What there is of a profile: what it builds, how far it is, its last run and its artifacts. What is not known is said to be so. */
export function profileLines(known: KnownProfile, now: number): ProfileLine[] {
  if (known === undefined) return [{ label: '', text: 'Looking what there is ...' }];
  if ('problem' in known) return [{ label: 'problem', text: known.problem, bad: true }];
  const { overview } = known;
  return [
    { label: 'builds', text: overview.outputs.map((output) => `images/${output}`).join(', ') },
    ...planLines(overview),
    { label: 'last run', ...runText(overview.lastRun, now) },
    ...artifactLines(overview.artifacts, now),
  ];
}

function planLines({ plan, problem }: ProfileOverview): ProfileLine[] {
  if (!plan) return [{ label: 'phases', text: problem ?? 'unknown', bad: true }];
  const stale = plan.stale === 0 ? 'all fresh' : `${plan.stale} not fresh`;
  const least = plan.leastSeconds > 0 ? `at least ${clock(plan.leastSeconds)}, the rest unknown` : 'duration unknown';
  const takes = plan.estimateSeconds === null ? least : `about ${estimateText(plan).slice(1)}`;
  const estimate = plan.stale === 0 ? 'nothing to build' : takes;
  return [
    { label: 'phases', text: `${plan.phases}, ${stale}; ${estimate}` },
    { label: 'target', text: plan.target },
  ];
}

function runText(run: ProfileOverview['lastRun'], now: number): { text: string; bad?: boolean } {
  if (!run) return { text: 'none yet' };
  if (run.endedAt === null || run.durationSeconds === null)
    return { text: `${run.state}, began ${age(run.startedAt, now)}` };
  const text = `${run.state} ${age(run.endedAt, now)}, took ${clock(run.durationSeconds)}`;
  return run.state === 'failed' ? { text: `${text}: ${run.summary ?? run.id}`, bad: true } : { text };
}

function artifactLines(artifacts: ArtifactOverview[], now: number): ProfileLine[] {
  if (artifacts.length === 0) return [{ label: 'artifacts', text: 'none yet' }];
  return artifacts.map(({ name, size, madeAt, problem, verdict }, index) => ({
    label: index === 0 ? 'artifacts' : '',
    text: `${name}  ${bytes(size)}, ${age(madeAt, now).replace('ago', 'old')}: ${problem ?? verdictText(verdict)}`,
    bad: problem !== null || (verdict !== null && verdict.current !== false && !verdict.ok),
  }));
}
