import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Returns when the content of a file is on disk. */
export async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

const pauseMs = 200;

/** Does work that writes a file, while what was written so far goes to disk: so there is little left to wait for at its end. */
export async function whileFlushing<T>(file: string, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const flushing = (async () => {
    while (!over.signal.aborted) {
      await flush(file);
      await setTimeout(pauseMs, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  // What the disk can't take is said by the flush at the end.
  flushing.catch(() => undefined);
  try {
    return await work();
  } finally {
    over.abort();
    await flushing.catch(() => undefined);
  }
}
