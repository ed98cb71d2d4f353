import fc from 'fast-check';
import { cleanLine } from '../../../src/state/clean-line.js';
import type { LogLine } from '../../../src/state/log-lines.js';

const MOST = 64 * 1024;

/** All lines of a log in the plainest way: what the real reader must agree with. */
export function naiveLines(bytes: Buffer): LogLine[] {
  const lines: LogLine[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const newline = bytes.indexOf('\n', offset);
    const end = newline < 0 ? bytes.length : newline;
    const cut = end - offset > MOST;
    let shown = cut ? offset + MOST : end;
    while (cut && ((bytes[shown] ?? 0) & 0xc0) === 0x80 && shown > offset + MOST - 3) shown--;
    lines.push({ offset, text: cleanLine(bytes.toString('utf8', offset, shown)), cut });
    offset = end + 1;
  }
  return lines;
}

const words = ['error', 'Error', 'ok', 'ÄÖ', 'straße', '日本', '👍🏽', 'İ', 'K', '\t', ' ', 'x'];
const odd = ['\u0000', '\r', '\u001b[31m', '\u001b[0m', '\u0007', '\u0085', '\u2028'];
const piece = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
);
/** Of lines that tell of an error, whole and in parts. */
const telling = [
  'a.c:1:2: error: x',
  'make[1]: *** [Makefile:3: x] Error 1',
  'make: *** No rule to make target x',
  'CMake Error at x',
  'cp: cannot stat x: No such file or directory',
  'FAILED: x',
  'sh: 1: x: not found',
  'E: x',
  'E [x]: x',
  'Killed',
  'warning: ',
];
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', '', '\t', '\u001b[1m', 'x\r'),
        fc.constantFrom(...telling),
        fc.constantFrom('', '\u001b[0m', ' '),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 20, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')) },
  // Long enough to reach over the edges of what is read at a time.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('ab', 'ä', '日'), fc.integer({ min: 1, max: 120_000 }))
      .map(([text, count]) => text.repeat(count)),
  },
);

/** Logs as builds may leave them: CRLF, NULs, escape sequences, many bytes a character, very long lines, no last newline, bad UTF-8. */
export const logBytes: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 40 }),
    fc.integer({ min: 1, max: 400 }),
    line,
    fc.uint8Array({ maxLength: 3 }),
  )
  .map(([lines, times, last, bad]) => {
    const text = lines.map(([text, end]) => text + end).join('');
    const most = Math.max(1, Math.floor(700_000 / Math.max(1, text.length)));
    return Buffer.concat([Buffer.from(text.repeat(Math.min(times, most)) + last), bad]);
  });

export const queryText = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom('error x', 'okok', '    ', 'ß', 'i', 'k', 'ERROR'),
);
