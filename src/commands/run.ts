import path from 'node:path';
import { ExitCode } from '../host/errors.js';
import { latestRun, type RunRequest, type Start, startRun } from '../runner/client.js';
import { makePlan } from '../runner/plan.js';
import { openSession } from '../runner/session.js';
import { typedCommand } from '../runner/typed-command.js';
import { noFailures, type Selected, type SelectionFlags, selected } from './selection-flags.js';
import type { Command, CommandIo, CommonOptions } from './types.js';
import { watchRun } from './watch-run.js';
import { plural } from './words.js';

export interface RunFlags extends SelectionFlags {
  detach?: boolean;
  keepGoing?: boolean;
  serial?: boolean;
  strict?: boolean;
  fix?: boolean;
  offline?: boolean;
  prebuilt: boolean;
}

/** Starts a detached runner and, unless told otherwise, watches it to its end. */
export const command: Command<RunFlags> = async (io, options, names) => {
  const root = io.deployRoot();
  if (options.fix) {
    const code = await fix(io, options);
    if (code !== ExitCode.ok) return code;
  }
  const chosen = selected(root, names, options, options.profile);
  if (chosen === null) return tell(io, options, noFailures, { type: 'nothing', phases: 0 });
  const request = requestOf(io, root, options, chosen);
  const fresh = await allFresh(io, options, request);
  let start: Start = fresh === null ? await startRun(request) : { type: 'nothing', phases: fresh };
  if (start.type === 'adopting') {
    const adopted = start.runId;
    if (options.detach)
      return tell(io, options, `Run ${adopted} had lost its runner and is followed to its end first.`, {
        type: 'adopting',
        runId: adopted,
      });
    const next = start.next;
    const code = await watchRun(io, options, { root, runId: adopted, onSignal: 'cancel' });
    start = await next;
    if (start.type === 'cancelled') return code;
  }
  return proceed(io, options, root, start);
};

/**
 * How many phases are fresh when a run of everything would do nothing: it is said without starting a runner. Null when there may be
 * something to do, a run goes on, or one that lost its runner has to be taken over.
 */
async function allFresh(io: CommandIo, options: CommonOptions, request: RunRequest): Promise<number | null> {
  const { profile, target } = options;
  // What is wrong in arguments or the build order is said before anything else, even that another run has the lock.
  const reference = request.reference ?? undefined;
  const session = await openSession({ root: request.root, profile, target, reference, cwd: io.cwd, env: io.env });
  const last = latestRun(request.root);
  const open = ['running', 'paused', 'interrupted'].includes(last?.state ?? '');
  if (request.names.length + request.modules.length > 0 || request.force || open) return null;
  const { from, until } = request;
  const { document, chosen } = await makePlan(session, {
    names: [],
    from: from ?? undefined,
    until: until ?? undefined,
  });
  return document.phases.some((phase) => phase.willRun) ? null : chosen;
}

async function proceed(
  io: CommandIo,
  options: CommonOptions & RunFlags,
  root: string,
  start: Start,
): Promise<ExitCode> {
  switch (start.type) {
    case 'nothing':
      return tell(io, options, `Nothing to do: all ${plural(start.phases, 'phase')} are fresh.`, start);
    case 'started':
      if (options.detach)
        return tell(io, options, `Run ${start.runId} has started: watch it with \`smechdeploy-tui attach\`.`, start);
      return watchRun(io, options, { root, runId: start.runId, onSignal: 'cancel' });
    case 'cancelled':
    case 'adopting':
      return ExitCode.cancelled;
  }
}

function tell(io: CommandIo, options: CommonOptions, text: string, document: object): ExitCode {
  if (options.json) io.json({ schemaVersion: 1, ...document });
  else if (!options.quiet) io.line(text);
  return ExitCode.ok;
}

/** Installs what is missing before the start, where the operator can still be asked by sudo's own means. */
async function fix(io: CommandIo, options: CommonOptions): Promise<ExitCode> {
  const doctor = await import('./doctor.js');
  const line = (text: string) => void io.stderr.write(`${text}\n`);
  return doctor.command({ ...io, stdout: io.stderr, line }, { ...options, json: false, quiet: true, fix: true }, []);
}

function requestOf(
  io: CommandIo,
  root: string,
  options: CommonOptions & RunFlags,
  { names, modules }: Selected,
): RunRequest {
  return {
    schemaVersion: 1,
    root,
    profile: options.profile ?? null,
    target: options.target === undefined ? null : options.target && path.resolve(io.cwd, options.target),
    reference: options.reference === undefined ? null : path.resolve(io.cwd, options.reference),
    names,
    from: options.from ?? null,
    until: options.until ?? null,
    modules,
    resumeFrom: options.resumeFrom ?? null,
    force: options.force ?? false,
    withNeeds: options.withNeeds ?? false,
    keepGoing: options.keepGoing ?? false,
    serial: options.serial ?? false,
    strict: options.strict ?? false,
    offline: options.offline ?? false,
    noPrebuilt: !options.prebuilt,
    skip: options.skip ?? [],
    jobs: options.jobs ?? null,
    command: typedCommand(process.argv.slice(2)),
  };
}
