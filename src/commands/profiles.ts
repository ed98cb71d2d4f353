import { ExitCode } from '../host/errors.js';
import { profileNamed } from '../orders/choose-profile.js';
import { profiles } from '../profiles/index.js';
import { jobsOf } from '../runner/jobs.js';
import type { ArtifactOverview, ProfileOverview, ProfilesDocument } from '../state/profiles-document.js';
import { verdictText } from '../state/verdict-text.js';
import { profileOverview } from './profile-overview.js';
import type { Command } from './types.js';
import { duration, plural, size } from './words.js';

/** What can be built here, how far it is and what there is of it. */
export const command: Command = async (io, options) => {
  const root = io.deployRoot();
  const asked = options.profile === undefined ? undefined : profileNamed(options.profile);
  const pace = { jobs: jobsOf(options.jobs ?? null, io.env), serial: false };
  // One target is never that of two profiles.
  const where = { root, target: asked && options.target, cwd: io.cwd, env: io.env };
  const document: ProfilesDocument = { schemaVersion: 1, profiles: [] };
  for (const profile of asked ? [asked] : profiles) document.profiles.push(await profileOverview(profile, where, pace));
  if (options.json) io.json(document);
  else for (const line of document.profiles.flatMap(profileLines)) io.line(line);
  return ExitCode.ok;
};

function profileLines(profile: ProfileOverview): string[] {
  const { name, title, summary, plan, lastRun, artifacts } = profile;
  const stale = plan && (plan.stale === 0 ? 'all fresh' : `${plan.stale} not fresh`);
  const time = plan && plan.stale > 0 ? `, ${takes(plan)}` : '';
  return [
    `${name}: ${title}. ${summary}`,
    `  ${plan ? `${plural(plan.phases, 'phase')}, ${stale}${time}; target ${plan.target}` : profile.problem}`,
    `  last run: ${lastRun ? `${lastRun.id} ${lastRun.state}, ${duration(lastRun.durationSeconds)}` : 'none'}`,
    ...(artifacts.length === 0 ? ['  no artifact yet'] : artifacts.map(artifactLine)),
  ];
}

const takes = ({ estimateSeconds, leastSeconds }: NonNullable<ProfileOverview['plan']>) =>
  estimateSeconds === null
    ? `at least ${duration(leastSeconds)}, the rest unknown`
    : `about ${duration(estimateSeconds)}`;

const artifactLine = (artifact: ArtifactOverview) =>
  `  ${artifact.name}  ${size(artifact.size)}  ${artifact.madeAt}  ${artifact.problem ?? verdictText(artifact.verdict)}`;
