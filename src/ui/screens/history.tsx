import type { PastRun } from '../../state/history.js';
import { Line, type Piece } from '../components/line.js';
import { useLook } from '../components/look.js';
import { clock, moment } from '../format.js';
import type { Model } from '../model.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';

/** Header, heads of the columns, footer of two. */
const AROUND = 4;

/** Runs of the deploy root, newest first. */
export function HistoryScreen({ model }: { model: Model }) {
  const { rows, columns, glyphs } = useLook();
  const { runs } = model.history;
  if (runs === null) return <Line pieces={[{ text: ' Reading the journals ...' }]} />;
  if (runs.length === 0) return <Line pieces={[{ text: ' Nothing has run in this deploy root yet.' }]} />;
  const at = model.cursor.history;
  const { from, to } = windowOf(runs.length, at, Math.max(1, rows - AROUND));
  return (
    <>
      <Line pieces={cells(['', 'Run', 'Profile', 'When', 'Result', 'Took', ''], columns).map(dimmed)} />
      {runs.slice(from, to).map((run, index) => (
        <Line
          key={run.id}
          inverse={from + index === at}
          pieces={cells(
            [
              ` ${from + index === at ? glyphs.cursor : ' '} ${glyphs.state[run.state] ?? ' '}`,
              run.id,
              run.profile,
              moment(run.startedAt),
              run.state,
              took(run),
              run.summary ?? '',
            ],
            columns,
          ).map((piece, column) => (column === RESULT ? { ...piece, color: stateColor[run.state] } : piece))}
        />
      ))}
    </>
  );
}

const RESULT = 4;
const dimmed = (piece: Piece): Piece => ({ ...piece, dim: true });
const took = ({ durationSeconds }: PastRun) => (durationSeconds === null ? 'goes on' : clock(durationSeconds));

/** A narrow terminal has no room for the time, which the id begins with, and the last word of the run. */
function cells(texts: string[], columns: number): Piece[] {
  const widths = [5, 22, 11, columns < 80 ? 0 : 17, 12, 9];
  return texts.flatMap((text, index) => {
    const width = widths[index];
    if (width === 0 || (width === undefined && columns < 100)) return [];
    return [width === undefined ? { text } : { text, width }];
  });
}
