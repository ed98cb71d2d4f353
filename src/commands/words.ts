import { styleText } from 'node:util';
import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';
import type { UnitState } from '../state/run-state.js';

type Style = Parameters<typeof styleText>[0];
/** Text in a style, or as it is. */
export type Paint = (style: Style, text: string) => string;

export const paint =
  (color: boolean): Paint =>
  (style, text) =>
    color ? styleText(style, text, { validateStream: false }) : text;

/** 3m 20s; `unknown` for null. */
export function duration(seconds: number | null): string {
  if (seconds === null) return 'unknown';
  // Whole seconds would call the quickest nothing at all.
  const milliseconds = seconds < 1 ? Math.round(seconds * 1000) : Math.round(seconds) * 1000;
  return prettyMilliseconds(Math.max(0, milliseconds), { unitCount: 2 });
}

export const size = (bytes: number | null): string =>
  bytes === null ? 'unknown' : prettyBytes(bytes, { binary: true });

/** +12% or -3%. */
export const percent = (fraction: number): string =>
  `${fraction < 0 ? '-' : '+'}${Math.round(Math.abs(fraction) * 100)}%`;

/** 14:03:22 of an ISO time, in the operator's time zone. */
export const clock = (at: string): string => new Date(at).toLocaleTimeString('sv-SE');

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const STYLES: Partial<Record<string, Style>> = {
  done: 'green',
  fresh: 'green',
  cached: 'green',
  failed: 'red',
  interrupted: 'red',
  blocked: 'yellow',
  cancelled: 'yellow',
  stale: 'yellow',
  running: 'cyan',
  paused: 'yellow',
};

export const stateStyle = (state: string): Style => STYLES[state] ?? 'dim';

/** What a unit is doing, by its own report. */
export function progressText({ unit, progress }: Pick<UnitState, 'unit' | 'progress'>): string {
  if (progress === null) return '';
  const { done, total, label } = progress;
  const counted = total ? `${done}/${total}` : done > 0 ? `${done}` : '';
  // A recipe counts in parts of a whole that mean nothing by themselves; its label says of what.
  const figures = unit.includes('/') && total ? `${Math.floor((100 * done) / total)}%` : counted;
  return [figures, label].filter(Boolean).join(' ');
}

/** Columns lined up by two spaces; the last one is left as it is. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
