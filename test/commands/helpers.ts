import type { CommandIo } from '../../src/commands/types.js';
import { findRoot } from '../../src/orders/root.js';

export const common = { json: false, color: false, quiet: false, debug: false };

/** What a command touches of the outside, for one call: what it printed, line by line, is in `lines`. */
export function captureIo(cwd: string, env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const output = { write: (text: string | Uint8Array) => lines.push(text.toString()) };
  const io: CommandIo = {
    env,
    cwd,
    stdout: output,
    stderr: output,
    line: (text) => void lines.push(text),
    json: (document) => void lines.push(JSON.stringify(document)),
    deployRoot: () => findRoot(cwd),
    interruptible: () => new AbortController().signal,
  };
  return { io, lines };
}
