import type { PastRun } from '../../state/history.js';
import { Rule } from '../components/footer.js';
import { Line, type Piece } from '../components/line.js';
import { useLook, widthToFit } from '../components/look.js';
import { clock, moment } from '../format.js';
import { runAtCursor } from '../history.js';
import type { Model } from '../model.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';

/** Header, heads of the columns, rule, how it ended, how it was started, footer of two. */
const AROUND = 7;

/** Runs of the deploy root, newest first. */
export function HistoryScreen({ model }: { model: Model }) {
  const look = useLook();
  const { rows, glyphs } = look;
  const columns = widthToFit(look);
  const { runs } = model.history;
  if (runs === null) return <Line pieces={[{ text: ' Reading the journals ...' }]} />;
  if (runs.length === 0) return <Line pieces={[{ text: ' Nothing has run in this deploy root yet.' }]} />;
  const at = model.cursor.history;
  const { from, to } = windowOf(runs.length, at, Math.max(1, rows - AROUND));
  const current = runAtCursor(model);
  return (
    <>
      <Line pieces={cells(['', 'Run', 'Profile', 'When', 'Result', 'Took'], columns).map(dimmed)} />
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
            ],
            columns,
          ).map((piece, column) => (column === RESULT ? { ...piece, color: stateColor[run.state] } : piece))}
        />
      ))}
      <Rule title="" />
      <Line pieces={[{ text: ` ${current?.summary ?? 'It goes on: 3 shows it.'}` }]} />
      <Line pieces={[{ text: ` Started by: ${current?.command ?? ''}`, dim: true }]} />
    </>
  );
}

const RESULT = 4;
const dimmed = (piece: Piece): Piece => ({ ...piece, dim: true });
const took = ({ durationSeconds }: PastRun) => (durationSeconds === null ? 'goes on' : clock(durationSeconds));

/** A narrow terminal has no room for the time, which the id begins with. */
function cells(texts: string[], columns: number): Piece[] {
  const widths = [5, 22, 12, columns < 80 ? 0 : 17, 12];
  return texts.flatMap((text, index) => {
    const width = widths[index];
    return width === 0 ? [] : [width === undefined ? { text } : { text, width }];
  });
}
