import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProgressReader, type ScriptProgress } from './progress.js';

const INTERVAL_MS = 200;

/**
 * Reads progress from what is appended to a log file from now on, until `signal` aborts and the rest is read. The output
 * itself goes straight from the script to the file: nothing is lost when this process is.
 */
export async function tailProgress(
  logFile: string,
  onProgress: (progress: ScriptProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const reader = createProgressReader();
  const decoder = new TextDecoder();
  let offset = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  for (let last = false; !last; ) {
    last = await sleep(INTERVAL_MS, false, { signal }).catch(() => true);
    offset = await readFrom(logFile, offset, (bytes) => {
      const progress = reader.feed(decoder.decode(bytes, { stream: true }));
      if (progress) onProgress(progress);
    });
  }
}

/** Reads a file from an offset to its end; returns where it ends. A file that shrank is read from its start. */
async function readFrom(file: string, from: number, onBytes: (bytes: Uint8Array) => void): Promise<number> {
  const handle = await open(file).catch(() => null);
  if (!handle) return from;
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(64 * 1024);
    let offset = size < from ? 0 : from;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      if (bytesRead === 0) return offset;
      onBytes(buffer.subarray(0, bytesRead));
      offset += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
