import { isLive } from '../../state/selectors.js';
import type { Choice } from '../choice.js';
import type { Model, PlanPhase } from '../model.js';
import { type Column, type Label, type PhaseRow, phaseColumns } from '../phase-columns.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';
import { inRange } from '../ticks.js';
import { Line, type Piece } from './line.js';
import { type Look, useLook, widthToFit } from './look.js';

/** Cursor and tick. */
const MARKS = 7;
/** What a reason is worth being shown in. */
const LEAST_WHY = 16;

/** The head of the columns and as many lines of the build order as fit, with a heading in front of each group. */
export function PhaseList({
  model,
  phases,
  choice,
  height,
}: {
  model: Model;
  phases: PlanPhase[];
  choice: Choice;
  height: number;
}) {
  const look = useLook();
  const rows = phases.map((phase) => rowOf(phase, model, choice));
  // Ears get words, never letters.
  const columns = phaseColumns(rows, look.aloud ? Number.POSITIVE_INFINITY : widthToFit(look) - MARKS);
  const lines = listLines(phases);
  const at = lines.findIndex((line) => line.index === model.cursor.phases);
  const { from, to } = windowOf(lines.length, at, height);
  return (
    <>
      <Line pieces={headPieces(columns, `${model.cursor.phases + 1} of ${phases.length}`, look)} />
      {lines.slice(from, to).map(({ heading, index }) => {
        const row = rows[index];
        if (!row) return <Line key={`h${index}`} pieces={[{ text: ` ${heading}`, dim: true }]} />;
        const pieces = rowPieces(row, columns, model, index, look);
        return <Line key={index} pieces={pieces} inverse={index === model.cursor.phases} />;
      })}
    </>
  );
}

/** How many lines the whole list takes. */
export const listHeight = (phases: PlanPhase[]) => listLines(phases).length;

function listLines(phases: PlanPhase[]): { heading: string | null; index: number }[] {
  return phases.flatMap((phase, index) => {
    const begins = phase.group !== null && phase.group !== phases[index - 1]?.group;
    return [...(begins ? [{ heading: phase.group, index: -1 - index }] : []), { heading: null, index }];
  });
}

function rowOf(phase: PlanPhase, model: Model, choice: Choice): PhaseRow {
  const labels: Label[] = [];
  if (phase.kind === 'script') labels.push({ word: 'script', letter: 's' });
  if (phase.prebuilt.length > 0) labels.push({ word: 'prebuilt', letter: 'p' });
  else if (phase.offByDefault) labels.push({ word: 'off by default', letter: 'o' });
  if (phase.state === 'fresh' && choice.left.some(({ unit }) => unit === phase.name))
    labels.push({ word: 'may go stale', letter: '!' });
  return { phase, state: stateOf(model, phase), labels };
}

/** The plan was made before the run that goes on changed anything. */
function stateOf({ run }: Model, phase: PlanPhase): string {
  const live = isLive(run) ? run.phases.find((candidate) => candidate.name === phase.name) : undefined;
  return live && live.state !== 'idle' ? live.state : phase.state;
}

function headPieces(columns: Column[], place: string, look: Look): Piece[] {
  const used = columns.reduce((sum, column) => sum + column.width, MARKS);
  return [
    { text: '', width: MARKS },
    ...columns.map((column, index) => ({
      text: index === 0 ? `${column.head} ${place}` : column.head,
      width: column.width,
      dim: true,
    })),
    { text: widthToFit(look) - used >= LEAST_WHY ? 'why' : '', dim: true },
  ];
}

function rowPieces(row: PhaseRow, columns: Column[], model: Model, index: number, look: Look): Piece[] {
  const { glyphs } = look;
  const used = columns.reduce((sum, column) => sum + column.width, MARKS);
  const cursor = index === model.cursor.phases ? glyphs.cursor : inRange(model, index) ? ':' : ' ';
  const ticked = model.ticks.includes(row.phase.name) ? '[x]' : '[ ]';
  const color = stateColor[row.state];
  return [
    { text: ` ${cursor} ${ticked} `, width: MARKS },
    ...columns.map((column): Piece => {
      const { width } = column;
      const text = column.text(row);
      if (!column.head.includes('state')) return { text, width };
      return { text: `${glyphs.state[row.state] ?? ' '} ${text.trim()}`, width, ...(color ? { color } : {}) };
    }),
    { text: widthToFit(look) - used >= LEAST_WHY ? (row.phase.why[0] ?? '') : '', dim: true },
  ];
}
