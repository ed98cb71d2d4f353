import path from 'node:path';
import { failure } from '../host/errors.js';
import type { NeededTool } from '../host/tools.js';
import type { ResolvedPhase } from '../orders/resolve.js';
import { type ScriptContext, scriptVariables } from './environment.js';
import { ensureVenv, venvFolder, venvPython } from './venv.js';

export interface ScriptCommand {
  argv: [string, ...string[]];
  /** The deploy root. */
  cwd: string;
  /** All variables, the caller's included. */
  env: NodeJS.ProcessEnv;
}

/**
 * How a script phase is started: bash, or the Python of the deploy root's .venv, which is made when it is missing. Where there is
 * a .venv it is active for shell scripts too.
 */
export async function scriptCommand(
  phase: Pick<ResolvedPhase, 'name' | 'path' | 'language'>,
  context: ScriptContext,
  options: { env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<ScriptCommand> {
  if (phase.path === null) throw failure(`${phase.name} is no script: run it as a built-in phase.`);
  const base = options.env ?? process.env;
  const python =
    phase.language === 'python' ? await ensureVenv(context.root, options.signal) : await venvPython(context.root);
  const active = python
    ? {
        VIRTUAL_ENV: venvFolder(context.root),
        PATH: [path.dirname(python), base.PATH].filter(Boolean).join(path.delimiter),
      }
    : {};
  const { PYTHONHOME: _, ...inherited } = base;
  return {
    argv: phase.language === 'python' && python ? [python, phase.path] : ['bash', phase.path],
    cwd: context.root,
    env: { ...inherited, ...active, ...scriptVariables(context) },
  };
}

/** Host programs that script phases need to be started at all. */
export function scriptTools(phases: Pick<ResolvedPhase, 'language'>[]): NeededTool[] {
  const tools: NeededTool[] = [];
  if (phases.some(({ language }) => language === 'bash')) tools.push({ command: 'bash', package: 'bash' });
  if (phases.some(({ language }) => language === 'python')) {
    tools.push({ command: 'python3', package: 'python3-venv' }, { command: 'flock', package: 'util-linux' });
  }
  return tools;
}
