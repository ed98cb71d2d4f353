import type { FileHandle } from 'node:fs/promises';
import { cleanLine } from '../../state/clean-line.js';
import type { LogLine } from '../../state/log-lines.js';

/** Bytes of one line that are shown and searched: more than any command line that a build prints. */
export const MOST_OF_LINE = 64 * 1024;
export const NEWLINE = 0x0a;
const CHUNK = 64 * 1024;

/** What a file has at `position`, at most `length` bytes. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.max(0, length)), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Where the line begins that lies `before` lines before the one that `offset` is in; 0 when there are not so many. */
export async function startBefore(file: FileHandle, offset: number, before: number): Promise<number> {
  let left = before + 1;
  for (let end = offset; end > 0; ) {
    const begin = Math.max(0, end - CHUNK);
    const chunk = await readAt(file, begin, end - begin);
    for (let at = chunk.lastIndexOf(NEWLINE); at >= 0; at = at === 0 ? -1 : chunk.lastIndexOf(NEWLINE, at - 1)) {
      left--;
      if (left === 0) return begin + at + 1;
    }
    end = begin;
  }
  return 0;
}

/** The lines from the one that begins at `from` on, to the end of the file. */
export async function* linesFrom(file: FileHandle, from: number): AsyncGenerator<LogLine> {
  for (let position = from; ; ) {
    const chunk = await readAt(file, position, CHUNK + MOST_OF_LINE);
    const ended = chunk.length < CHUNK + MOST_OF_LINE;
    let at = 0;
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE, at)) {
      yield lineIn(chunk, at, newline, position);
      at = newline + 1;
    }
    if (ended) {
      if (at < chunk.length) yield lineIn(chunk, at, chunk.length, position);
      return;
    }
    if (at === 0) {
      yield lineIn(chunk, 0, chunk.length, position);
      const next = await afterNewline(file, position + chunk.length);
      if (next === null) return;
      position = next;
    } else position += at;
  }
}

/** The line in `chunk` from `from` to its end at `to`; the chunk is the file's part at `position`. */
export function lineIn(chunk: Buffer, from: number, to: number, position: number): LogLine {
  const cut = to - from > MOST_OF_LINE;
  const end = cut ? characterStart(chunk, from + MOST_OF_LINE) : to;
  return { offset: position + from, text: cleanLine(chunk.toString('utf8', from, end)), cut };
}

/** The character that `at` lies in begins there: continuation bytes of UTF-8 are three at the most. */
function characterStart(chunk: Buffer, at: number): number {
  for (let back = 0; back < 4; back++) if (((chunk[at - back] ?? 0) & 0xc0) !== 0x80) return at - back;
  return at;
}

async function afterNewline(file: FileHandle, from: number): Promise<number | null> {
  for (let position = from; ; ) {
    const chunk = await readAt(file, position, CHUNK);
    if (chunk.length === 0) return null;
    const at = chunk.indexOf(NEWLINE);
    if (at >= 0) return position + at + 1;
    position += chunk.length;
  }
}
