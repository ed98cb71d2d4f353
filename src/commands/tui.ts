import path from 'node:path';
import { installOnTerminal } from '../host/apt.js';
import { completeFolder, expandHome } from '../host/complete-folder.js';
import { ExitCode, failure } from '../host/errors.js';
import { checkTarget } from '../host/guards.js';
import { layoutOf } from '../host/layout.js';
import { openLog } from '../host/log/open-log.js';
import { openPager } from '../host/pager.js';
import { readPersonal, writePersonal } from '../host/personal.js';
import { openShell } from '../host/shell.js';
import { profileNamed } from '../orders/choose-profile.js';
import { profiles } from '../profiles/index.js';
import { createCommandLink, latestRun, plainRequest, sendCommand, startRun } from '../runner/client.js';
import { checkHost, doctorDocument } from '../runner/host-check.js';
import { jobsOf } from '../runner/jobs.js';
import { pastRuns, pastUnits } from '../runner/past.js';
import { makePlan } from '../runner/plan.js';
import { openSession } from '../runner/session.js';
import { tailText } from '../runner/tail-text.js';
import { checkOwner } from '../runner/target-owner.js';
import { runCommand } from '../runner/typed-command.js';
import type { RunState } from '../state/run-state.js';
import { isLive, summaryLine } from '../state/selectors.js';
import { sentenceOf } from '../state/sentence-of.js';
import type { Backend } from '../ui/backend.js';
import { profileOverview } from './profile-overview.js';
import { sharedSettings } from './shared-settings.js';
import { followNewest } from './tui-follow.js';
import type { Command, CommandIo, CommonOptions } from './types.js';
import { isTerminal, watchRun } from './watch-run.js';
import { me } from './who.js';

/** The interface on a terminal. What it started goes on when it is left. */
export const command: Command = async (io, options) => {
  if (!isTerminal(io)) return plainLines(io, options);
  const { showInterface } = await importInterface();
  const env = options.color ? io.env : { ...io.env, NO_COLOR: '1' };
  const backend = createBackend(io, options);
  const run = await showInterface(backend, env, () => undefined).catch((error: unknown) => {
    throw crash(error, latestRun(backend.root));
  });
  if (run) io.line(summaryLine(run, Date.now()));
  return ExitCode.ok;
};

/** What the interface would show, for a terminal that can't move its cursor. */
async function plainLines(io: CommandIo, options: CommonOptions): Promise<ExitCode> {
  io.stderr.write(`TERM=${io.env.TERM ?? ''} can't show the interface: this is how the newest run stands.\n`);
  const { command: status } = await import('./status.js');
  const code = await status(io, options, []);
  const root = io.deployRoot();
  const run = latestRun(root);
  return isLive(run) ? watchRun(io, options, { root, runId: run.id, onSignal: 'detach' }) : code;
}

/** A defect of the interface is none of the run. */
function crash(cause: unknown, run: RunState | null): Error {
  const what = sentenceOf(cause);
  const goes = isLive(run) ? `run ${run.id} goes on, watch it with \`smechdeploy-tui attach\`` : 'no run was touched';
  return failure(`The interface failed: ${what.replaceAll(/\s+/g, ' ')}; ${goes} (--debug shows where it failed).`, {
    cause,
  });
}

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
      return sentenceOf(error);
    }
  };
  const who = { by: me(), client: 'interface', pid: process.pid };
  // Kept: what this client has command of it has until it leaves.
  const link = createCommandLink(root, who);
  return {
    root,
    profiles: profiles.map(({ name, title, summary }) => ({ name, title, summary })),
    initial: { profile, target: options.target ?? null, preferences: personal },
    prefer: (changes) => writePersonal(changes, io.env),
    plan: async (name, target) => (await makePlan(await session(name, target), { names: [] }, pace())).document,
    overview: (name, target) =>
      profileOverview(profileNamed(name), { root, target: target ?? undefined, cwd: io.cwd, env: io.env }, pace()),
    targetProblem: (name, target) => targetProblem(name, absolute(target)),
    start: async ({ profile: name, target, phases, modules = [], skip = [] }) => {
      const { offline = false, prebuilt = true } = readPersonal(io.env);
      const request = {
        ...plainRequest(root, phases),
        profile: name,
        target,
        modules,
        skip,
        jobs: options.jobs ?? null,
        offline,
        noPrebuilt: !prebuilt,
      };
      const start = await startRun({ ...request, command: runCommand(request) });
      if (start.type === 'nothing') throw new Error(`Nothing to do: all ${start.phases} phases are fresh.`);
    },
    // By a line of its own: it must go through whatever the other one waits for.
    command: (what) => (what === 'cancel' ? sendCommand(root, what, who.by) : link.send(what)),
    close: link.close,
    shell: async ({ unit, step }, signal) => {
      io.line(`A shell in ${step.cwd} with the variables of ${unit}: exit goes back.`);
      await openShell(
        { folder: step.cwd, environment: step.environment, whole: step.wholeEnvironment },
        io.env,
        signal,
      );
    },
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
