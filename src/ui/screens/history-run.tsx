import { growth, type PastUnit } from '../../state/history.js';
import { Rule } from '../components/footer.js';
import { Line, type Piece } from '../components/line.js';
import { useLook, widthToFit } from '../components/look.js';
import { bytes, clock, percent } from '../format.js';
import { slowedDown, unitAtCursor } from '../history.js';
import type { Model } from '../model.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';

/** Header, rule with the run, heads of the columns, rule, detail, footer of two. */
const AROUND = 7;
/** From here on there is room for every comparison. */
const WIDE = 100;

/** What each unit of a run took, and by how much more than before. */
export function HistoryRunScreen({ model }: { model: Model }) {
  const look = useLook();
  const { rows, glyphs } = look;
  const columns = widthToFit(look);
  const { chosen } = model.history;
  if (!chosen) return <Line pieces={[{ text: ' Reading the journal ...' }]} />;
  const { run, units } = chosen;
  const at = model.cursor.historyRun;
  const { from, to } = windowOf(units.length, at, Math.max(1, rows - AROUND));
  const current = unitAtCursor(model);
  return (
    <>
      <Rule title={`run ${run.id} of ${run.profile}: ${run.state}${took(run.durationSeconds)}`} />
      <Line
        pieces={cells(['', 'Unit', 'Result', 'Wall', '', 'CPU', '', 'Memory', ''], columns).map((piece) => ({
          ...piece,
          dim: true,
        }))}
      />
      {units.slice(from, to).map((unit, index) => (
        <Line
          key={unit.unit}
          inverse={from + index === at}
          pieces={cells(
            [
              ` ${from + index === at ? glyphs.cursor : ' '} ${glyphs.state[unit.result] ?? ' '}`,
              unit.unit,
              unit.result,
              known(unit.durationSeconds, clock),
              more(unit, 'durationSeconds'),
              known(unit.cpuSeconds, clock),
              more(unit, 'cpuSeconds'),
              known(unit.peakMemoryBytes, bytes),
              more(unit, 'peakMemoryBytes'),
            ],
            columns,
          ).map((piece, column) => colored(unit, piece, column))}
        />
      ))}
      <Rule title="" />
      <Line pieces={[{ text: ` ${current ? compared(current) : 'No unit has ended in this run.'}` }]} />
    </>
  );
}

const took = (seconds: number | null) => (seconds === null ? '' : ` after ${clock(seconds)}`);
const known = (value: number | null, format: (value: number) => string) => (value === null ? '' : format(value));

function more(unit: PastUnit, what: Parameters<typeof growth>[1]): string {
  const by = growth(unit, what);
  return by === null ? '' : percent(by);
}

function cells(texts: string[], columns: number): Piece[] {
  const narrow = columns < WIDE;
  const widths = [5, undefined, 12, 8, 7, 8, narrow ? 0 : 7, 9, narrow ? 0 : 7];
  return texts.flatMap((text, index) => {
    const width = widths[index];
    return width === 0 ? [] : [width === undefined ? { text } : { text, width }];
  });
}

const RESULT = 2;
const WALL_GROWTH = 4;

function colored(unit: PastUnit, piece: Piece, column: number): Piece {
  if (column === RESULT) return { ...piece, color: stateColor[unit.result] };
  return column === WALL_GROWTH && slowedDown(unit) ? { ...piece, color: 'yellow', bold: true } : piece;
}

/** In words, with what it is compared with. */
function compared(unit: PastUnit): string {
  const { earlier, unit: name, durationSeconds } = unit;
  if (durationSeconds === null) return `${name}: nothing was measured in this run.`;
  if (!earlier) return `${name}: no good run before this one to compare with.`;
  const verdict = slowedDown(unit) ? 'slower than' : 'compared with';
  const medians = [
    `wall ${clock(earlier.durationSeconds)}`,
    ...(earlier.cpuSeconds === null ? [] : [`CPU ${clock(earlier.cpuSeconds)}`]),
    ...(earlier.peakMemoryBytes === null ? [] : [`memory ${bytes(earlier.peakMemoryBytes)}`]),
  ].join(', ');
  return `${verdict} the median of ${earlier.runs} before: ${medians}`;
}
