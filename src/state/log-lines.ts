/** One line of a log, cleaned for drawing. */
export interface LogLine {
  /** Where it begins in the file, in bytes. */
  offset: number;
  text: string;
  /** It is longer than what is read of one line: the rest is neither shown nor searched. */
  cut: boolean;
}

/** Lines of a log that follow each other. */
export interface LogWindow {
  lines: LogLine[];
  /** Number of the first of them, from 1; null while the index has not come that far. */
  first: number | null;
  /** The first is the log's first, the last is its last as it is now. */
  start: boolean;
  end: boolean;
}

/** How a log stands: its bytes, and the bytes and lines that the index has seen. */
export interface LogSize {
  size: number;
  indexed: number;
  lines: number;
}

/** What is looked for: text, lines that say what is wrong, or lines that only pass a failure on. */
export type LogQuery = { type: 'text'; text: string } | { type: 'error' } | { type: 'consequence' };

/** Where to look: lines that begin in `from` (inclusive) to `to` (exclusive), the first or the last of them that matches. */
interface LogRange {
  from: number;
  to: number;
  pick: 'first' | 'last';
}

/** A log on disk, of whatever size, that may still grow. */
export interface LogReader {
  /** How it stands now; what was appended is indexed in the background from here on. */
  look: () => Promise<LogSize>;
  /** The line that `offset` lies in, up to `before` lines before it and up to `after` after it. */
  window: (offset: number, before: number, after: number) => Promise<LogWindow>;
  /** Where line number `line` begins (the last line, when there are fewer); waits for the index to come that far. */
  offsetOf: (line: number, signal: AbortSignal) => Promise<number>;
  /** Where the line begins that matches; null when none does. Rejects when the signal is aborted. */
  find: (
    query: LogQuery,
    range: LogRange,
    onProgress: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<number | null>;
  close: () => Promise<void>;
}
