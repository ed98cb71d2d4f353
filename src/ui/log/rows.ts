import stringWidth from 'string-width';
import type { LogLine } from '../../state/log-lines.js';

/** Cells for the text of a log: its width and height. */
export interface Room {
  width: number;
  height: number;
}

const ascii = /^[\x20-\x7e]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const known = new WeakMap<LogLine, { width: number; starts: readonly number[] }>();
const oneRow = [0] as const;

/** Where the rows of a line begin when it is wrapped at `width` columns, in UTF-16 units; null: it is not wrapped. */
export function rowStarts(line: LogLine, width: number | null): readonly number[] {
  if (width === null || line.text.length <= width / 2) return oneRow;
  const before = known.get(line);
  if (before?.width === width) return before.starts;
  const starts = startsOf(line.text, width);
  known.set(line, { width, starts });
  return starts;
}

function startsOf(text: string, width: number): readonly number[] {
  if (ascii.test(text))
    return Array.from({ length: Math.max(1, Math.ceil(text.length / width)) }, (_, row) => row * width);
  const starts = [0];
  let used = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const wide = stringWidth(segment);
    if (used + wide > width && used > 0) {
      starts.push(index);
      used = 0;
    }
    used += wide;
  }
  return starts;
}

/** The part of a text that stands in `width` columns from column `left` on, as [from, to) in UTF-16 units. */
function columnsOf(text: string, left: number, width: number): [number, number] {
  if (ascii.test(text)) return [Math.min(left, text.length), Math.min(left + width, text.length)];
  let column = 0;
  let from: number | null = null;
  for (const { segment, index } of segmenter.segment(text)) {
    if (column >= left) from ??= index;
    column += stringWidth(segment);
    if (column > left + width) return [from ?? index, index];
  }
  return [from ?? text.length, text.length];
}

/** A row of the screen: a line of the log, its row, and the part of its text that is seen. */
export interface ShownRow {
  line: LogLine;
  row: number;
  from: number;
  to: number;
  /** The line goes on behind the edge of the screen. */
  more: boolean;
}

/** The rows of a screen whose first is row `row` of line number `index`. */
export function shownRows(
  lines: readonly LogLine[],
  index: number,
  row: number,
  { width, height }: Room,
  wrap: boolean,
  left: number,
): ShownRow[] {
  const rows: ShownRow[] = [];
  for (let at = index; at < lines.length && rows.length < height; at++) {
    const line = lines[at] as LogLine;
    if (!wrap) {
      const [from, to] = columnsOf(line.text, left, width);
      const more = to < line.text.length || line.cut;
      // The last column tells that there is more.
      rows.push({ line, row: 0, from, to: more ? columnsOf(line.text, left, width - 1)[1] : to, more });
      continue;
    }
    const starts = rowStarts(line, width);
    for (let part = at === index ? row : 0; part < starts.length && rows.length < height; part++) {
      const to = starts[part + 1] ?? line.text.length;
      rows.push({ line, row: part, from: starts[part] ?? 0, to, more: line.cut && part === starts.length - 1 });
    }
  }
  return rows;
}
