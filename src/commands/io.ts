import { findRoot } from '../orders/root.js';
import type { CommandIo, CommonOptions } from './types.js';

/** The outside as the process has it. */
export function processIo(options: CommonOptions): CommandIo {
  const { env, stdout, stderr } = process;
  let abort: AbortController | null = null;
  const line = (text: string) => void stdout.write(`${text}\n`);
  return {
    env,
    cwd: process.cwd(),
    stdout,
    stderr,
    line,
    json: (document) => line(JSON.stringify(document)),
    deployRoot: () => findRoot(process.cwd(), options.root),
    interruptible: () => {
      if (abort) return abort.signal;
      const controller = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
      abort = controller;
      return controller.signal;
    },
  };
}
