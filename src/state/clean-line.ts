import { stripVTControlCharacters } from 'node:util';

/** A line of a log, safe to draw: no escape sequences, tabs as spaces, only what stands after the last carriage return. */
export function cleanLine(line: string): string {
  const last = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  return stripVTControlCharacters(last)
    .replace(/\t/g, '    ')
    .replace(/\p{Cc}/gu, '');
}
