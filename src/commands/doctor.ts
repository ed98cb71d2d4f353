import { examine, type Finding, fixHost } from '../host/doctor.js';
import { ExitCode } from '../host/errors.js';
import { readPersonal } from '../host/personal.js';
import { buildGraph } from '../runner/graph.js';
import { openSession } from '../runner/session.js';
import { scriptTools } from '../scripts/command.js';
import type { Command, DoctorOptions } from './types.js';

/** Says whether this machine can build a profile; `--fix` installs the Debian packages it lacks. Exit 3 when something is missing. */
export const command: Command<DoctorOptions> = async (io, options) => {
  const session = await openSession({
    root: io.deployRoot(),
    profile: options.profile,
    target: options.target,
    cwd: io.cwd,
    env: io.env,
  });
  const tools = [...buildGraph(session).flatMap((unit) => unit.tools), ...scriptTools(session.phases)];
  const look = async () => [
    ...(await examine(tools, { layout: session.layout, target: session.target.path })),
    ...personalFindings(io.env),
  ];
  let findings = await look();
  let installed: string[] = [];
  if (options.fix) {
    // With --json stdout is for the document alone.
    const output = options.json ? io.stderr : io.stdout;
    installed = await fixHost(findings, {
      signal: io.interruptible(),
      ...(options.quiet ? {} : { onOutput: (chunk) => void output.write(chunk) }),
    });
    if (installed.length > 0) findings = await look();
  }
  const good = findings.every(({ state }) => state === 'ok' || state === 'warning');
  if (options.json)
    io.json(documentOf(findings, { profile: session.profile.name, target: session.target.path, good, installed }));
  else for (const line of report(findings, session.profile.name, good, options.quiet)) io.line(line);
  return good ? ExitCode.ok : ExitCode.prerequisite;
};

/** Personal settings that can't be read keep nothing from running. */
function personalFindings(env: NodeJS.ProcessEnv): Finding[] {
  const messages: string[] = [];
  readPersonal(env, (message) => messages.push(message));
  const fix = 'choose your settings again';
  return messages.map((detail) => ({ what: 'personal settings', state: 'warning', detail, fix, tool: null }));
}

interface Verdict {
  profile: string;
  target: string;
  good: boolean;
  installed: string[];
}

const documentOf = (findings: Finding[], { profile, target, good, installed }: Verdict) => ({
  schemaVersion: 1,
  profile,
  target,
  ok: good,
  installed,
  findings: findings.map(({ tool, ...finding }) => ({
    ...finding,
    package: tool?.package ?? null,
    atLeast: tool?.atLeast ?? null,
  })),
});

function report(findings: Finding[], profile: string, good: boolean, quiet: boolean): string[] {
  const shown = quiet ? findings.filter(({ state }) => state !== 'ok') : findings;
  const width = Math.max(0, ...shown.map(({ what }) => what.length));
  const lines = shown.map(({ what, state, detail, fix }) =>
    `${state.padEnd(7)}  ${what.padEnd(width)}  ${detail}${fix === null ? '' : `: ${fix}`}`.trimEnd(),
  );
  const fixable = findings.some(({ tool, state }) => tool && state !== 'ok');
  if (good) lines.push(`This machine can build ${profile}.`);
  else
    lines.push(
      `This machine can't build ${profile} yet${fixable ? ': `smechdeploy-tui doctor --fix` installs what is missing' : ''}.`,
    );
  return lines;
}
