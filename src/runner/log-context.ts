import { cleanLine } from '../state/clean-line.js';

const BEFORE = 4;
const AFTER = 6;
/** A line may be a whole link command. */
const LONGEST = 500;

/** The lines around line `at` (from 1) of a log, or its last ones, as they can be shown. */
export function linesAround(text: string, at: number | null): { number: number; text: string }[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const from = Math.max(0, at === null ? lines.length - BEFORE - AFTER : at - 1 - BEFORE);
  const to = at === null ? lines.length : at + AFTER;
  return lines.slice(from, to).map((line, index) => ({ number: from + index + 1, text: shown(line) }));
}

/** What blanks were drawn over at the end still counts. */
const shown = (line: string) => cleanLine(line.trimEnd()).slice(0, LONGEST);
