import sliceAnsi from 'slice-ansi';
import stringWidth from 'string-width';

/** Cut or filled to exactly `width` columns; a cut shows as `mark`. */
export function fitWidth(text: string, width: number, mark = '…'): string {
  if (width <= 0) return '';
  const wide = stringWidth(text);
  if (wide <= width) return text + ' '.repeat(width - wide);
  const cut = sliceAnsi(text, 0, Math.max(0, width - stringWidth(mark)));
  const missing = width - stringWidth(cut) - stringWidth(mark);
  return cut + mark.slice(0, width) + ' '.repeat(Math.max(0, missing));
}

/** Filled to `width` columns; what is longer stays whole, with a space behind it. */
export function fillWidth(text: string, width: number): string {
  const missing = width - stringWidth(text);
  return text + ' '.repeat(missing < 0 ? 1 : missing);
}

/** At most `width` UTF-16 units of a text, from its end: of a path the part that tells it from others. */
export const cutStart = (text: string, width: number, mark = '…'): string =>
  text.length <= width ? text : mark + text.slice(text.length - width + mark.length);

/** The part of a list that is shown: keeps the cursor inside, with a line of context where there is room. */
export function windowOf(length: number, cursor: number, height: number): { from: number; to: number } {
  if (length <= height) return { from: 0, to: length };
  const from = Math.max(0, Math.min(cursor - Math.floor(height / 2), length - height));
  return { from, to: from + height };
}

/** Cells of a line as one sentence to be read aloud: ticks in words, wide gaps as commas, nothing said twice. */
export function spokenLine(cells: string[]): string {
  const said = cells
    .flatMap((cell) => cell.trim().split(/\s{3,}/))
    .map((text) => text.replace('[x]', 'ticked,').replace('[ ]', 'not ticked,').replace(/\s+/g, ' ').trim())
    .map((text) => (text === '?' ? 'unknown' : text.replace(/^(\S+) \1$/, '$1').replace(/,$/, '')))
    .filter(Boolean);
  return said.filter((text, index) => text !== said[index - 1]).join(', ');
}

/** Lines of at most `width` columns, broken at spaces where there are any. */
export function wrapWords(text: string, width: number): string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' && lines.length === 0 ? word : line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = chopped(word, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** A word in pieces of at most `width` columns. */
function chopped(word: string, width: number): string[] {
  const pieces: string[] = [];
  for (let rest = word; ; ) {
    const piece = sliceAnsi(rest, 0, width);
    if (piece === '' || piece.length === rest.length) return [...pieces, rest];
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
}
