import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Runs `work` while this process alone holds a lock file, waiting for whoever has it. A helper holds the lock, and ends with this process
 * however that ends: its standard input is a pipe from here.
 */
export async function holdLock<T>(file: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  const helper = spawn('flock', [file, 'sh', '-c', 'echo locked; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal,
  });
  const ended = once(helper, 'close');
  ended.catch(() => {});
  try {
    await once(helper.stdout, 'data', { signal });
    return await work();
  } finally {
    helper.stdin.end();
    await ended.catch(() => {});
  }
}
