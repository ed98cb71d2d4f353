import stringWidth from 'string-width';
import { matchesIn } from '../../state/text-query.js';
import type { ShownRow } from '../log/rows.js';
import { Line, type Piece } from './line.js';
import { useLook } from './look.js';

interface Props {
  shown: ShownRow | undefined;
  /** What is searched; matches are shown inverse. */
  query: string | null;
  /** The line that was found; it has a sign in front of it. */
  marked: boolean;
}

/** One row of a log. */
export function LogRow({ shown, query, marked }: Props) {
  const { glyphs, aloud, columns } = useLook();
  if (!shown) return <Line pieces={[{ text: '' }]} />;
  const { line, row, from, to, more } = shown;
  if (aloud) return <Line pieces={[{ text: line.text }]} />;
  const parts = partsOf(line.text, from, to, query === null ? [] : matchesIn(line.text, query));
  const pieces: Piece[] = [
    { text: marked && row === 0 ? glyphs.cursor : ' ', width: 1, bold: true },
    ...parts.map(({ text, match }) => ({ text, width: stringWidth(text), inverse: match, bold: marked })),
  ];
  const used = pieces.reduce((sum, { width = 0 }) => sum + width, 0);
  if (more) pieces.push({ text: glyphs.cut, width: Math.min(1, columns - used), dim: true });
  return <Line pieces={[...pieces, { text: '' }]} />;
}

/** The part of a text from `from` to `to`, divided where matches begin and end. */
function partsOf(
  text: string,
  from: number,
  to: number,
  matches: [number, number][],
): { text: string; match: boolean }[] {
  const parts: { text: string; match: boolean }[] = [];
  let at = from;
  const add = (end: number, match: boolean) => {
    if (end > at) parts.push({ text: text.slice(at, end), match });
    at = Math.max(at, end);
  };
  for (const [begin, end] of matches) {
    add(Math.min(begin, to), false);
    add(Math.min(end, to), true);
  }
  add(to, false);
  return parts;
}
