import { open } from 'node:fs/promises';

const CHUNK = 256 * 1024;
/** What scripts say to this program: it is in the log, and shown as a bar. */
const protocol = /^::progress\s/;

/** Last lines of a file, read from its end: a log of any length costs the same. */
export async function tailText(file: string, count: number): Promise<{ lines: string[]; size: number }> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return { lines: [], size: 0 };
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, CHUNK);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8').split('\n');
    // The first line may have begun before what was read.
    if (length < size) lines.shift();
    if (lines.at(-1) === '') lines.pop();
    return { lines: lines.filter((line) => !protocol.test(line)).slice(-count), size };
  } finally {
    await handle.close();
  }
}
