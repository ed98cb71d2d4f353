import type { LogLine, LogWindow } from '../../state/log-lines.js';
import { type Room, rowStarts } from './rows.js';

/** A row: the line that begins at `offset` bytes, and its row where lines are wrapped. */
export interface Place {
  offset: number;
  row: number;
}

/** Where the operator wants to be, until the lines there were read: rows of the screen above the line of that offset, or the end. */
export type Goal = { offset: number; above: number } | 'end';

interface Wish {
  window: LogWindow;
  /** What the window was read around. */
  centre: number | null;
  wrap: boolean;
  top: Place;
  goal: Goal | null;
  owed: readonly number[];
}

/** The first row of the screen and the rows that are still owed, as far as the lines were read; null: those of the goal were not. */
export function placeIn(wish: Wish, room: Room): { top: Place; owed: readonly number[] } | null {
  const { lines, start, end } = wish.window;
  if (lines.length === 0) return end ? { top: { offset: 0, row: 0 }, owed: [] } : null;
  const width = wish.wrap ? room.width : null;
  const last = lastScreen(lines, width, room);
  let at = wish.goal ? goalIn(wish, wish.goal, width, last) : positionOf(lines, wish.top, width);
  if (!at) return null;
  if (end && isBefore(last, at)) at = last;
  let { owed } = wish;
  while (owed[0] !== undefined) {
    const { to, rest } = walk(lines, at, owed[0], width, last);
    at = to;
    const over = rest > 0 ? end : start;
    if (rest !== 0 && !over) {
      owed = [rest, ...owed.slice(1)];
      break;
    }
    owed = owed.slice(1);
  }
  return { top: { offset: (lines[at.index] as LogLine).offset, row: at.row }, owed };
}

/** A row among the lines that were read. */
interface Position {
  index: number;
  row: number;
}

const isBefore = (a: Position, b: Position) => a.index < b.index || (a.index === b.index && a.row < b.row);

const rowsOf = (lines: LogLine[], index: number, width: number | null) =>
  rowStarts(lines[index] as LogLine, width).length;

function positionOf(lines: LogLine[], { offset, row }: Place, width: number | null): Position {
  const index = Math.max(
    0,
    lines.findLastIndex((line) => line.offset <= offset),
  );
  return { index, row: Math.min(row, rowsOf(lines, index, width) - 1) };
}

/** Null while the lines there were not read. */
function goalIn({ window, centre }: Wish, goal: Goal, width: number | null, last: Position): Position | null {
  const { lines, end } = window;
  if (goal === 'end') return end ? last : null;
  const index = lines.findLastIndex((line) => line.offset <= goal.offset);
  const there = index >= 0 && (end || index < lines.length - 1 || centre === goal.offset);
  return there ? step(lines, { index, row: 0 }, -goal.above, width).to : null;
}

/** The first row of the screen that ends with the last row that was read. */
function lastScreen(lines: LogLine[], width: number | null, { height }: Room): Position {
  const index = lines.length - 1;
  return step(lines, { index, row: rowsOf(lines, index, width) - 1 }, 1 - height, width).to;
}

/** Goes `by` rows as long as the screen stays full, and says how many are left. */
function walk(lines: LogLine[], from: Position, by: number, width: number | null, last: Position) {
  const { to, rest } = step(lines, from, by, width);
  if (by <= 0 || !isBefore(last, to)) return { to, rest };
  if (isBefore(last, from)) return { to: from, rest: by };
  return { to: last, rest: rest + distance(lines, last, to, width) };
}

/** Goes `by` rows, and says how many are left when the lines end before. */
function step(lines: LogLine[], from: Position, by: number, width: number | null): { to: Position; rest: number } {
  let { index } = from;
  let row = from.row + by;
  while (row < 0 && index > 0) {
    index--;
    row += rowsOf(lines, index, width);
  }
  if (row < 0) return { to: { index, row: 0 }, rest: row };
  for (let rows = rowsOf(lines, index, width); row >= rows; rows = rowsOf(lines, index, width)) {
    if (index === lines.length - 1) return { to: { index, row: rows - 1 }, rest: row - rows + 1 };
    row -= rows;
    index++;
  }
  return { to: { index, row }, rest: 0 };
}

/** Rows from one position down to another. */
function distance(lines: LogLine[], from: Position, to: Position, width: number | null): number {
  let rows = to.row - from.row;
  for (let index = from.index; index < to.index; index++) rows += rowsOf(lines, index, width);
  return rows;
}
