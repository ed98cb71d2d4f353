import { type Finding, fixHost } from '../host/doctor.js';
import { ExitCode } from '../host/errors.js';
import { checkHost, doctorDocument } from '../runner/host-check.js';
import { openSession } from '../runner/session.js';
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
  let findings = await checkHost(session);
  let installed: string[] = [];
  if (options.fix) {
    // With --json stdout is for the document alone.
    const output = options.json ? io.stderr : io.stdout;
    installed = await fixHost(findings, {
      signal: io.interruptible(),
      ...(options.quiet ? {} : { onOutput: (chunk) => void output.write(chunk) }),
    });
    if (installed.length > 0) findings = await checkHost(session);
  }
  const document = doctorDocument(findings, session, installed);
  if (options.json) io.json(document);
  else for (const line of report(findings, document.profile, document.ok, options.quiet)) io.line(line);
  return document.ok ? ExitCode.ok : ExitCode.prerequisite;
};

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
