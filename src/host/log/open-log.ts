import { type FileHandle, open } from 'node:fs/promises';
import type { LogLine, LogReader, LogSize, LogWindow } from '../../state/log-lines.js';
import { sentenceOf } from '../../state/sentence-of.js';
import { failure } from '../errors.js';
import { findLine } from './find-line.js';
import { LineIndex } from './line-index.js';
import { linesFrom, startBefore } from './read-lines.js';

/** Opens a log: only what is asked for is read, while an index of its lines is made in the background. */
export async function openLog(path: string): Promise<LogReader> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw failure(`The log ${path} can't be read: ${sentenceOf(error)}.`);
  });
  return new OpenLog(file);
}

class OpenLog implements LogReader {
  private index = new LineIndex();
  private indexing: Promise<void> | null = null;
  private closed = false;
  /** What went wrong in the background. */
  private problem: unknown = null;

  constructor(private readonly file: FileHandle) {}

  look = async (): Promise<LogSize> => {
    if (this.problem) throw this.problem;
    const { size } = await this.file.stat();
    // Shorter than before: it was written anew.
    if (size < this.index.indexed) this.index = new LineIndex();
    if (size > this.index.indexed) void this.catchUp();
    const { indexed, lines } = this.index;
    return { size, indexed, lines };
  };

  window = async (offset: number, before: number, after: number): Promise<LogWindow> => {
    const { size } = await this.file.stat();
    const at = Math.max(0, Math.min(offset, size - 1));
    const own = await startBefore(this.file, at, 0);
    const from = await startBefore(this.file, own, before);
    const lines: LogLine[] = [];
    let left = after + 1;
    let end = true;
    for await (const line of linesFrom(this.file, from)) {
      if (line.offset >= own && left-- === 0) {
        end = false;
        break;
      }
      lines.push(line);
    }
    const first = lines.length > 0 ? await this.index.numberAt(this.file, from) : null;
    return { lines, first, start: from === 0, end };
  };

  offsetOf = async (line: number, signal: AbortSignal): Promise<number> => {
    for (;;) {
      signal.throwIfAborted();
      const offset = await this.index.offsetOf(this.file, line);
      const { size, indexed } = await this.look();
      if (offset !== null && offset < size) return offset;
      if (indexed >= size) return startBefore(this.file, size - 1, 0);
      await this.indexing;
    }
  };

  find = (...asked: Parameters<LogReader['find']>) => findLine(this.file, ...asked);

  close = async (): Promise<void> => {
    this.closed = true;
    await this.indexing;
    await this.file.close();
  };

  /** Reading yields to whatever else goes on after each part. */
  private catchUp(): Promise<void> {
    const work = async () => {
      const { index } = this;
      while (!this.closed && index === this.index && (await index.advance(this.file)));
    };
    this.indexing ??= work()
      .catch((error: unknown) => {
        this.problem = error;
      })
      .finally(() => {
        this.indexing = null;
      });
    return this.indexing;
  }
}
