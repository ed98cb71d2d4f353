import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { failure } from './errors.js';

export interface ShellPlace {
  /** Where it starts, or the nearest folder above that is still there. */
  folder: string;
  /** Its variables; of the caller's own those of the terminal alone where `whole`, else all. */
  environment: Record<string, string>;
  whole: boolean;
}

const OF_TERMINAL = ['TERM', 'COLORTERM', 'TERM_PROGRAM', 'NO_COLOR'];

/** The operator's shell on this process's terminal, until it ends. What it exits with is the operator's affair. */
export async function openShell(place: ShellPlace, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const shell = env.SHELL || '/bin/sh';
  const cwd = nearest(place.folder);
  const base = place.whole ? Object.fromEntries(OF_TERMINAL.map((name) => [name, env[name]])) : env;
  const terminal = ownTerminal();
  const child = spawn(shell, [], {
    cwd,
    stdio: [terminal, terminal, terminal],
    env: { ...base, ...place.environment },
  });
  closeSync(terminal);
  const end = () => child.kill('SIGHUP');
  signal.addEventListener('abort', end);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => resolve());
      child.once('error', (error) =>
        reject(failure(`The shell ${shell} can't be started (${error.message}): set SHELL.`, { cause: error })),
      );
    });
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/**
 * The terminal opened anew: a shell makes what it reads from blocking, and on what it shares with this process that would leave this
 * process waiting for a key.
 */
const ownTerminal = (): number => openSync('/dev/tty', 'r+');

/** A work folder may have been removed since. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(path.dirname(folder)));
