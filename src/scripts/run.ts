import { ExitCode, failure, OperatorError, prerequisiteError } from '../host/errors.js';
import type { ResolvedPhase } from '../orders/resolve.js';
import { type ScriptCommand, scriptCommand } from './command.js';
import type { ScriptContext } from './environment.js';
import { tailProgress } from './tail.js';
import { venvPython } from './venv.js';

export interface ScriptRun extends ScriptContext {
  /** Where this process's stdout and stderr go: progress is read from there. */
  logFile: string;
  progress: (done: number, total: number | null, label: string) => void;
  /** Told what is started, before it is. */
  onStart?: (command: ScriptCommand) => void;
  signal: AbortSignal;
}

/**
 * Runs a script phase in the deploy root with this process's stdout and stderr, and no input: a script that asks something
 * fails at once in place of waiting. Throws an OperatorError that names the script and how it ended; exit 130 when it was cancelled.
 */
export async function runScript(
  phase: Pick<ResolvedPhase, 'name' | 'path' | 'language'>,
  script: ScriptRun,
): Promise<void> {
  if (phase.language === 'python' && (await venvPython(script.root)) === null) script.progress(0, null, 'making .venv');
  const { argv, cwd, env } = await scriptCommand(phase, script, { signal: script.signal });
  script.onStart?.({ argv, cwd, env });
  const [file, ...args] = argv;
  console.log(`$ ${argv.join(' ')}`);
  const ended = new AbortController();
  const tail = tailProgress(
    script.logFile,
    ({ done, total, label }) => script.progress(done, total, label),
    ended.signal,
  );
  const { execa } = await import('execa');
  const result = await execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
    reject: false,
    cancelSignal: script.signal,
    killDescendants: true,
    forceKillAfterDelay: 10_000,
  });
  ended.abort();
  await tail;
  if (script.signal.aborted)
    throw new OperatorError(`${phase.path} was cancelled: run ${phase.name} again to go on.`, ExitCode.cancelled);
  if (result.code === 'ENOENT')
    throw prerequisiteError(
      `${file} is missing, which runs ${phase.path}: install it, or run \`smechdeploy-tui doctor --fix\`.`,
    );
  if (!result.failed) return;
  const how = result.signal ? `was ended by ${result.signal}` : `exited with ${result.exitCode}`;
  throw failure(`${phase.path} ${how}: its log says why; mend it, then run ${phase.name} again.`, {
    programExit: result.exitCode ?? null,
  });
}
