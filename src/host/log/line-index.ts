import type { FileHandle } from 'node:fs/promises';
import { NEWLINE, readAt } from './read-lines.js';

/** Between two places whose count of lines is kept: 100 MB need 1600 numbers. */
const STEP = 64 * 1024;
const CHUNK = 16 * STEP;

/** Line numbers of a file of any size: how many lines end before each multiple of STEP; the rest is counted when it is asked for. */
export class LineIndex {
  private counts = [0];
  private last = NEWLINE;
  /** Bytes that were seen. */
  indexed = 0;
  private newlines = 0;

  get lines(): number {
    return this.newlines + (this.last === NEWLINE ? 0 : 1);
  }

  /** Takes in the next part of the file; false when it has nothing more. */
  async advance(file: FileHandle): Promise<boolean> {
    const chunk = await readAt(file, this.indexed, CHUNK - (this.indexed % STEP));
    for (let at = 0; at < chunk.length; ) {
      const to = Math.min(chunk.length, at + STEP - (this.indexed % STEP));
      this.newlines += countNewlines(chunk, at, to);
      this.indexed += to - at;
      if (this.indexed % STEP === 0) this.counts.push(this.newlines);
      at = to;
    }
    this.last = chunk.at(-1) ?? this.last;
    return chunk.length > 0;
  }

  /** Number, from 1, of the line that `offset` lies in; null while the index has not come that far. */
  async numberAt(file: FileHandle, offset: number): Promise<number | null> {
    if (offset > this.indexed) return null;
    const step = Math.floor(offset / STEP);
    const chunk = await readAt(file, step * STEP, offset - step * STEP);
    return (this.counts[step] ?? 0) + countNewlines(chunk, 0, chunk.length) + 1;
  }

  /** Where line `line` begins; null when the index has not seen its beginning. */
  async offsetOf(file: FileHandle, line: number): Promise<number | null> {
    const wanted = line - 1;
    if (wanted <= 0) return 0;
    if (wanted > this.newlines) return null;
    const step = this.stepBefore(wanted);
    const chunk = await readAt(file, step * STEP, STEP);
    let at = -1;
    for (let left = wanted - (this.counts[step] ?? 0); left > 0; left--) at = chunk.indexOf(NEWLINE, at + 1);
    return step * STEP + at + 1;
  }

  /** The last place with fewer than `newlines` before it. */
  private stepBefore(newlines: number): number {
    let low = 0;
    let high = this.counts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.counts[middle] ?? 0) < newlines) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function countNewlines(chunk: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (chunk[at] === NEWLINE) count++;
  return count;
}
