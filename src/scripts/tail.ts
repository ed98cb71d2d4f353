import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProgressReader, type ScriptProgress } from './progress.js';

const INTERVAL_MS = 200;

/**
 * Reads progress from what is appended to a log file from now on, until `signal` aborts and the rest is read. The output
 * itself goes straight from the script to the file: nothing is lost when this process is. A file that shrank is read anew.
 */
export async function tailProgress(
  logFile: string,
  onProgress: (progress: ScriptProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  let reader = createProgressReader();
  let decoder = new TextDecoder();
  let offset = sizeOf(logFile);
  for (let last = false; !last; ) {
    last = await sleep(INTERVAL_MS, false, { signal }).catch(() => true);
    if (sizeOf(logFile) < offset) [reader, decoder, offset] = [createProgressReader(), new TextDecoder(), 0];
    offset = await readFrom(logFile, offset, (bytes) => {
      const progress = reader.feed(decoder.decode(bytes, { stream: true }));
      if (progress) onProgress(progress);
    });
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Reads a file from an offset to its end; returns where it ends. */
async function readFrom(file: string, from: number, onBytes: (bytes: Uint8Array) => void): Promise<number> {
  const handle = await open(file).catch(() => null);
  if (!handle) return from;
  try {
    const buffer = Buffer.alloc(64 * 1024);
    let offset = from;
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
