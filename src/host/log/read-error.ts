import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { firstErrorFrom, firstErrorLine } from '../../state/first-error.js';

/** Of larger logs the last so many bytes are searched, without line numbers: a text can't be longer than half a gigabyte. */
const MOST = 64 * 1024 * 1024;

/** What a log says of a failure. */
export interface LoggedError {
  /** Its first real error line; null: none. `lineNumber`, from 1, is null where the log is too large to count. */
  error: { line: string; lineNumber: number | null } | null;
  /** All of it; null where it is too large. */
  text: string | null;
}

/** Looks for the first real error line of a log from a byte on. Throws what opening and reading it throws. */
export function readError(log: string, from: number, most = MOST): LoggedError {
  const fd = openSync(log, 'r');
  try {
    const { size } = fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, most));
    const read = readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    const part = bytes.subarray(0, read);
    if (size <= most) return { error: firstErrorFrom(part, from), text: part.toString('utf8') };
    const found = firstErrorLine(part.toString('utf8'));
    return { error: found && { line: found.line, lineNumber: null }, text: null };
  } finally {
    closeSync(fd);
  }
}
