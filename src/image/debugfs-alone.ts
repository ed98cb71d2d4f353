import { failure } from '../host/errors.js';
import { isHarmless } from './debugfs-session.js';
import { e2fsClock } from './e2fs-clock.js';
import type { Exec } from './exec.js';

export interface AloneOptions {
  exec: Exec;
  /** Seconds: the time of what is made. */
  epoch: number;
}

/** Runs commands that hold a line break, each in a debugfs of its own; the image must not be open anywhere else. */
export async function runAlone(image: string, commands: string[], { exec, epoch }: AloneOptions): Promise<void> {
  const env = { ...e2fsClock(epoch), LC_ALL: 'C', TZ: 'UTC' };
  for (const command of commands) {
    // Through a shell for one pipe: what debugfs has to complain about comes by the other.
    const said = await exec(['sh', '-c', 'exec debugfs -w -R "$1" "$2" 2>&1', 'sh', command, image], { env });
    const wrong = said.split('\n').find((line) => !isHarmless(line));
    if (wrong !== undefined) throw failure(`debugfs on ${image}: ${JSON.stringify(command)} says: ${wrong.trim()}`);
  }
}

/** What this machine's debugfs says about itself: it says so where errors go. */
export const debugfsVersion = (exec: Exec): Promise<string> => exec(['sh', '-c', 'debugfs -V 2>&1']);
