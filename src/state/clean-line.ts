import { stripVTControlCharacters } from 'node:util';

/** A line of a log, safe to draw: no escape sequences, tabs as spaces, only what stands after the last carriage return. */
export function cleanLine(line: string): string {
  const last = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  return stripVTControlCharacters(last)
    .replace(/\t/g, '    ')
    .replace(/\p{Cc}/gu, '');
}

const ESC = String.fromCharCode(0x1b);
const colour = new RegExp(`(${ESC}\\[[\\d;:]*m)`);

/** Text of a log for a terminal: its colours and line ends, and nothing that moves the cursor, sets a title or a clipboard. */
export const coloursAlone = (text: string): string =>
  text
    .split(colour)
    .map((part, index) => (index % 2 === 1 ? part : stripVTControlCharacters(part).replace(/(?![\n\r\t])\p{Cc}/gu, '')))
    .join('');
