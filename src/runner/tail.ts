import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Each call gives the whole lines that were appended since the last one; a line without its end waits for it. */
export function tailLines(file: string, from = 0): () => string[] {
  let offset = from;
  return () => {
    const chunk = readFrom(file, offset);
    const end = chunk.lastIndexOf(0x0a) + 1;
    offset += end;
    return end === 0 ? [] : chunk.toString('utf8', 0, end - 1).split('\n');
  };
}

/** What a file has from an offset on; nothing when it is not there. */
export function readFrom(file: string, offset: number): Buffer {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return Buffer.alloc(0);
  }
  try {
    const length = Math.max(0, fstatSync(fd).size - offset);
    const chunk = Buffer.alloc(length);
    return chunk.subarray(0, length === 0 ? 0 : readSync(fd, chunk, 0, length, offset));
  } finally {
    closeSync(fd);
  }
}
