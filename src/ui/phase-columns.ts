import { clock, estimateText } from './format.js';
import type { PlanPhase } from './model.js';

/** What stands beside a phase's name: in words where there is room, else a letter each. */
export interface Label {
  word: string;
  letter: string;
}

/** One phase of the list. */
export interface PhaseRow {
  phase: PlanPhase;
  /** As the run that goes on has it, else as planned. */
  state: string;
  labels: Label[];
}

interface Cell {
  head: string;
  text: (row: PhaseRow) => string;
}

export interface Column extends Cell {
  width: number;
}

const name: Cell = { head: 'phase', text: ({ phase }) => phase.name };
/** The sign in front of it takes two columns. */
const state: Cell = { head: '  state', text: (row) => `  ${row.state}` };
const last: Cell = {
  head: 'last',
  text: ({ phase }) => (phase.lastSeconds === null ? '' : clock(phase.lastSeconds)),
};
const band: Cell = { head: 'estimate', text: ({ phase }) => estimateText(phase) };
const median: Cell = {
  head: 'estimate',
  text: ({ phase }) => (phase.estimateSeconds === null ? '?' : `~${clock(phase.estimateSeconds)}`),
};
const words: Cell = { head: '', text: ({ labels }) => labels.map((label) => label.word).join(', ') };
const letters: Cell = { head: '', text: ({ labels }) => labels.map((label) => label.letter).join('') };

/** Richest first: what is left out when there is no room. */
const layouts: Cell[][] = [
  [name, state, last, band, words],
  [name, state, last, band, letters],
  [name, state, band, letters],
  [name, state, median, words],
  [name, state, median, letters],
  [name, state, letters],
];

/** Between columns: as wide as there is room for. */
const gaps = [2, 1];

/** The columns that fit into `room`: as many as there are, each as wide as its widest cell. A name is cut only where nothing else helps. */
export function phaseColumns(rows: readonly PhaseRow[], room: number): Column[] {
  const measured = layouts.flatMap((cells) =>
    gaps.map((gap) => cells.map((cell) => ({ ...cell, width: widthOf(cell, rows, gap) }))),
  );
  const fitting = measured.find((columns) => sum(columns) <= room);
  if (fitting) return fitting;
  const smallest = measured.at(-1) ?? [];
  const over = sum(smallest) - room;
  return smallest.map((column) => (column.head === name.head ? { ...column, width: column.width - over } : column));
}

const sum = (columns: Column[]) => columns.reduce((total, { width }) => total + width, 0);

function widthOf({ head, text }: Cell, rows: readonly PhaseRow[], gap: number): number {
  const widest = Math.max(0, ...rows.map((row) => text(row).length));
  return widest === 0 ? 0 : Math.max(widest, head.length) + gap;
}
