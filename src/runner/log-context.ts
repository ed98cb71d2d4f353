import { stripVTControlCharacters } from 'node:util';

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

/** A carriage return redraws a line: what stood there last counts. */
function shown(line: string): string {
  const last = line.trimEnd().split('\r').at(-1) ?? '';
  return stripVTControlCharacters(last)
    .replaceAll('\t', '    ')
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, LONGEST);
}
