import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installOnTerminal } from '../host/apt.js';
import { completeFolder, expandHome } from '../host/complete-folder.js';
import { ExitCode } from '../host/errors.js';
import { checkTarget } from '../host/guards.js';
import { layoutOf } from '../host/layout.js';
import { openLog } from '../host/log/open-log.js';
import { openPager } from '../host/pager.js';
import { readPersonal, writePersonal } from '../host/personal.js';
import { profileNamed } from '../orders/choose-profile.js';
import { profiles } from '../profiles/index.js';
import { follow, latestRun, newestMark, plainRequest, sendCommand, startRun } from '../runner/client.js';
import { checkHost, doctorDocument } from '../runner/host-check.js';
import { jobsOf } from '../runner/jobs.js';
import { pastRuns, pastUnits } from '../runner/past.js';
import { makePlan } from '../runner/plan.js';
import { openSession } from '../runner/session.js';
import { tailText } from '../runner/tail-text.js';
import { checkOwner } from '../runner/target-owner.js';
import { summaryLine } from '../state/selectors.js';
import type { Backend } from '../ui/backend.js';
import { profileOverview } from './profile-overview.js';
import { sharedSettings } from './shared-settings.js';
import type { Command, CommandIo, CommonOptions } from './types.js';

const LOOK_FOR_RUN_MS = 500;

/** The interface on a terminal. What it started goes on when it is left. */
export const command: Command = async (io, options) => {
  const { showInterface } = await importInterface();
  const env = options.color ? io.env : { ...io.env, NO_COLOR: '1' };
  const run = await showInterface(createBackend(io, options), env, () => undefined);
  if (run) io.line(summaryLine(run, Date.now()));
  return ExitCode.ok;
};

/**
 * React and chalk decide by the environment when they are imported. Bold and inverse are wanted without colours, too, which
 * themes leave away. What is started later must see none of this.
 */
async function importInterface() {
  const { NODE_ENV, FORCE_COLOR } = process.env;
  Object.assign(process.env, { NODE_ENV: 'production', FORCE_COLOR: '1' });
  const { showInterface } = await import('../ui/main.js');
  for (const [name, value] of Object.entries({ NODE_ENV, FORCE_COLOR })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  return { showInterface };
}

function createBackend(io: CommandIo, options: CommonOptions): Backend {
  const root = io.deployRoot();
  const personal = readPersonal(io.env);
  const profile = options.profile ?? personal.profile ?? 'smechvisor';
  const session = (name: string, target: string | null) =>
    openSession({ root, profile: name, target: target ?? undefined, cwd: io.cwd, env: io.env });
  // Of now: the operator may set other jobs meanwhile.
  const pace = () => ({ jobs: jobsOf(options.jobs ?? null, io.env), serial: false });
  const absolute = (target: string) => path.resolve(io.cwd, expandHome(target));
  const targetProblem = async (name: string, target: string) => {
    try {
      const layout = layoutOf(root, io.env);
      await checkOwner(await checkTarget(target, layout), layout, name);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const by = `${io.env.USER ?? 'operator'} in the interface`;
  return {
    root,
    profiles: profiles.map(({ name, title, summary }) => ({ name, title, summary })),
    initial: { profile, target: options.target ?? null, preferences: personal },
    prefer: (changes) => writePersonal(changes, io.env),
    plan: async (name, target) => (await makePlan(await session(name, target), { names: [] }, pace())).document,
    overview: (name, target) =>
      profileOverview(profileNamed(name), { root, target: target ?? undefined, cwd: io.cwd, env: io.env }, pace()),
    targetProblem: (name, target) => targetProblem(name, absolute(target)),
    start: async ({ profile: name, target, phases }) => {
      const { offline = false, prebuilt = true } = readPersonal(io.env);
      const flags = [`--profile ${name}`, ...(offline ? ['--offline'] : []), ...(prebuilt ? [] : ['--no-prebuilt'])];
      const request = {
        ...plainRequest(root, phases, ['smechdeploy-tui run', ...phases, ...flags].join(' ')),
        profile: name,
        target,
        jobs: options.jobs ?? null,
        offline,
        noPrebuilt: !prebuilt,
      };
      const start = await startRun(request);
      if (start.type === 'nothing') throw new Error(`Nothing to do: all ${start.phases} phases are fresh.`);
    },
    command: (what) => sendCommand(root, what, by),
    follow: (onRun, signal) => followNewest(root, onRun, signal),
    tail: tailText,
    openLog,
    page: (file, signal) => openPager(file, io.env, signal),
    rememberProfile: (name) => writePersonal({ profile: name }, io.env),
    keepTarget: async (name, target) => {
      const kept = target === null ? null : absolute(target);
      const others = Object.entries(readPersonal(io.env).targets ?? {}).filter(([profile]) => profile !== name);
      await writePersonal(
        { targets: Object.fromEntries([...others, ...(kept === null ? [] : [[name, kept]])]) },
        io.env,
      );
      return kept;
    },
    completeFolder: (typed) => completeFolder(typed, io.cwd),
    pastRuns: async () => pastRuns(layoutOf(root, io.env)).toReversed(),
    pastUnits: async (runId) => {
      const past = await pastUnits(layoutOf(root, io.env), runId);
      if (!past) throw new Error(`Run ${runId} is no longer there: ctrl-r reads the list again.`);
      return past;
    },
    examine: async (name, target) => {
      const opened = await session(name, target);
      return doctorDocument(await checkHost(opened), opened, []);
    },
    install: installOnTerminal,
    shared: () => sharedSettings(root, options),
  };
}

/** Follows the newest run, and each newer one once it is there; one that ended is read again only when its journal grew. */
async function followNewest(root: string, onRun: Parameters<Backend['follow']>[0], signal: AbortSignal): Promise<void> {
  let seen: string | undefined;
  while (!signal.aborted) {
    if (newestMark(root) !== seen) {
      const run = latestRun(root);
      onRun(run);
      if (run) for await (const { state } of follow(root, run.id, signal)) onRun(state);
      seen = newestMark(root);
    }
    await sleep(LOOK_FOR_RUN_MS, undefined, { signal }).catch(() => undefined);
  }
}
