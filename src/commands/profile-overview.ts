import { layoutOf } from '../host/layout.js';
import type { Profile } from '../profiles/define.js';
import { makePlan } from '../runner/plan.js';
import type { Pace } from '../runner/plan-document.js';
import { latestRunOf } from '../runner/profile-runs.js';
import { openSession, type SessionOptions } from '../runner/session.js';
import type { ProfileOverview } from '../state/profiles-document.js';
import type { RunState } from '../state/run-state.js';
import { runSeconds } from '../state/selectors.js';
import { sentenceOf } from '../state/sentence-of.js';
import { artifactsOf } from '../verify/artifact-overview.js';

/** What there is of a profile: a plan that can't be made is told of, and the rest all the same. */
export async function profileOverview(
  profile: Profile,
  where: SessionOptions & { root: string },
  pace: Pace,
): Promise<ProfileOverview> {
  const { name, title, summary, outputs } = profile;
  const { plan, problem } = await planOf({ ...where, profile: name }, pace);
  const run = await latestRunOf(where.root, name);
  return {
    ...{ name, title, summary, outputs, plan, problem },
    lastRun: run && describe(run),
    artifacts: await artifactsOf(layoutOf(where.root, where.env).images, profile),
  };
}

async function planOf(options: SessionOptions, pace: Pace): Promise<Pick<ProfileOverview, 'plan' | 'problem'>> {
  try {
    const { document } = await makePlan(await openSession(options), { names: [] }, pace);
    const { target, phases, estimateSeconds, estimateLowSeconds, estimateHighSeconds, leastSeconds } = document;
    const stale = phases.filter((phase) => phase.state !== 'fresh' && !phase.offByDefault).length;
    const estimate = { estimateSeconds, estimateLowSeconds, estimateHighSeconds, leastSeconds };
    return { plan: { target, phases: phases.length, stale, ...estimate }, problem: null };
  } catch (error) {
    return { plan: null, problem: sentenceOf(error) };
  }
}

function describe(run: RunState): ProfileOverview['lastRun'] {
  const { id, state, startedAt, endedAt, summary } = run;
  return { id, state, startedAt, endedAt, summary, durationSeconds: runSeconds(run) };
}
