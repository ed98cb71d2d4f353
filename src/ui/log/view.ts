import stringWidth from 'string-width';
import type { LogSize, LogWindow } from '../../state/log-lines.js';
import { matchesIn } from '../../state/text-query.js';
import { type EditedLine, type EditKey, editLine, lineOf } from '../line-edit.js';
import { type Goal, type Place, placeIn } from './place.js';
import { type Room, type ShownRow, shownRows } from './rows.js';

/** A log as it is looked at: the part of it around the screen, and where the screen is. */
export interface LogView {
  unit: string;
  file: string;
  wrap: boolean;
  /** Stays at the end as the log grows. */
  follow: boolean;
  /** Columns to the left of the screen. */
  left: number;
  top: Place;
  goal: Goal | null;
  /** Rows still to go, key by key, once the lines there were read: no key is lost however fast they come. */
  owed: readonly number[];
  window: LogWindow | null;
  /** What the window was read around; null: it is older than what the log has now. */
  centre: number | null;
  size: LogSize;
  /** What was searched last, and the line that was found. */
  query: string | null;
  mark: number | null;
  /** The mark is brought onto the screen also sideways. */
  reveal: boolean;
  prompt: { type: 'search' | 'goto'; line: EditedLine; problem: string | null } | null;
  /** What takes its time, and how far it is. */
  job: { text: string; fraction: number | null } | null;
}

export type LogAction =
  | { type: 'log.open'; unit: string; file: string }
  | { type: 'log.window'; file: string; centre: number; window: LogWindow }
  | { type: 'log.size'; file: string; size: LogSize }
  | { type: 'log.move'; by: number }
  | { type: 'log.sideways'; by: number }
  | { type: 'log.go'; to: 'start' | 'end' | { offset: number } }
  | { type: 'log.wrap' }
  | { type: 'log.follow' }
  | { type: 'log.query'; query: string }
  | { type: 'log.found'; offset: number }
  | { type: 'log.prompt'; prompt: 'search' | 'goto' | null }
  | { type: 'log.edit'; key: EditKey }
  | { type: 'log.problem'; problem: string }
  | { type: 'log.job'; job: LogView['job'] };

/** Lines of the screen that are not the log's: header, title, footer of two; and its column for marks. */
export const roomOf = ({ columns, rows }: { columns: number; rows: number }): Room => ({
  width: Math.max(1, columns - 1),
  height: Math.max(1, rows - 4),
});

const opened = (before: LogView | null, unit: string, file: string): LogView => ({
  unit,
  file,
  wrap: before?.wrap ?? false,
  follow: true,
  left: 0,
  top: { offset: 0, row: 0 },
  goal: 'end',
  owed: [],
  window: null,
  centre: null,
  size: { size: 0, indexed: 0, lines: 0 },
  query: before?.query ?? null,
  mark: null,
  reveal: false,
  prompt: null,
  job: null,
});

/** The log's part of the model after an action: pure. */
export function updateLog(view: LogView | null, action: LogAction, room: Room): LogView | null {
  if (action.type === 'log.open') return opened(view, action.unit, action.file);
  if (!view) return null;
  switch (action.type) {
    case 'log.window':
      if (action.file !== view.file) return view;
      return settle({ ...view, window: action.window, centre: action.centre }, room);
    case 'log.size':
      return action.file === view.file ? withSize(view, action.size) : view;
    case 'log.move':
      return settle({ ...view, owed: [...view.owed, action.by], follow: view.follow && action.by > 0 }, room);
    case 'log.sideways':
      return { ...view, left: Math.max(0, Math.min(view.left + action.by, widest(view, room) - 1)) };
    case 'log.go': {
      const follow = action.to === 'end';
      const goal: Goal =
        action.to === 'end' ? 'end' : { offset: action.to === 'start' ? 0 : action.to.offset, above: 0 };
      return settle({ ...view, goal, follow, owed: [] }, room);
    }
    case 'log.wrap':
      return settle({ ...view, wrap: !view.wrap, left: 0, top: { ...view.top, row: 0 }, ...atEnd(view) }, room);
    case 'log.follow':
      return view.follow ? { ...view, follow: false } : settle({ ...view, follow: true, goal: 'end', owed: [] }, room);
    case 'log.query':
      return { ...view, query: action.query, mark: null };
    case 'log.found':
      return settle(found(view, action.offset, room), room);
    case 'log.prompt':
      return { ...view, prompt: action.prompt && { type: action.prompt, line: lineOf(''), problem: null } };
    case 'log.edit':
      return view.prompt
        ? { ...view, prompt: { ...view.prompt, line: editLine(view.prompt.line, action.key), problem: null } }
        : view;
    case 'log.problem':
      return view.prompt ? { ...view, prompt: { ...view.prompt, problem: action.problem } } : view;
    case 'log.job':
      return { ...view, job: action.job };
  }
}

/** The screen has another size. */
export const resizedLog = (view: LogView, room: Room): LogView => settle({ ...view, ...atEnd(view) }, room);

const atEnd = ({ follow, goal }: LogView): { goal: Goal | null } => ({ goal: follow ? 'end' : goal });

function withSize(view: LogView, size: LogSize): LogView {
  const { size: old, window } = view;
  if (size.size === old.size && size.indexed === old.indexed && size.lines === old.lines) return view;
  if (size.size === old.size) return { ...view, size };
  // Shorter: it was written anew, and nothing that was read holds.
  if (size.size < old.size) return { ...view, size, window: null, mark: null, goal: 'end', owed: [] };
  const grown = window && { ...window, end: false };
  return { ...view, size, window: grown, centre: null, ...atEnd(view) };
}

function found(view: LogView, offset: number, room: Room): LogView {
  const next = { ...view, mark: offset, follow: false, reveal: true, job: null };
  const visible = visibleRows(view, room).some(({ line }) => line.offset === offset);
  return visible && !view.goal ? next : { ...next, goal: { offset, above: Math.floor(room.height / 3) }, owed: [] };
}

/** The rows that are on the screen. */
export function visibleRows({ window, top, wrap, left }: LogView, room: Room): ShownRow[] {
  if (!window) return [];
  const index = window.lines.findIndex((line) => line.offset === top.offset);
  return index < 0 ? [] : shownRows(window.lines, index, top.row, room, wrap, left);
}

const widest = (view: LogView, room: Room) =>
  visibleRows(view, room).reduce((most, { line }) => Math.max(most, line.text.length), 1);

/** What has to be read for the screen to be right; null: nothing. */
export function wantedLines(view: LogView, { height }: Room): { offset: number; around: number } | null {
  const { goal, window, top, size, centre } = view;
  const around = 3 * height;
  if (goal) return { offset: goal === 'end' ? Number.MAX_SAFE_INTEGER : goal.offset, around };
  const here = { offset: top.offset, around };
  if (!window || view.owed.length > 0) return here;
  const first = window.lines[0];
  if (!first) return window.end ? null : here;
  if (window.first === null && size.indexed >= first.offset) return here;
  const index = window.lines.findIndex((line) => line.offset === top.offset);
  const near = (!window.start && index < height) || (!window.end && window.lines.length - index < 2 * height);
  return near && centre !== top.offset ? here : null;
}

/** Goes where the operator wants to be, as far as the lines were read. */
function settle(view: LogView, room: Room): LogView {
  const place = view.window && placeIn({ ...view, window: view.window }, room);
  return place ? revealed({ ...view, ...place, goal: null }, room) : view;
}

/** Scrolls sideways to what was found when it is beside the screen. */
function revealed(view: LogView, { width }: Room): LogView {
  const line = view.reveal ? view.window?.lines.find(({ offset }) => offset === view.mark) : undefined;
  if (!line) return view;
  const [match] = view.query === null ? [] : matchesIn(line.text, view.query);
  if (view.wrap || !match) return { ...view, reveal: false };
  const from = stringWidth(line.text.slice(0, match[0]));
  const to = stringWidth(line.text.slice(0, match[1]));
  const seen = from >= view.left && to < view.left + width;
  const left = seen ? view.left : from < view.left ? from - BESIDE : to - width + BESIDE;
  return { ...view, reveal: false, left: to < width ? 0 : Math.max(0, left) };
}

/** Columns that are shown beside a match. */
const BESIDE = 8;
