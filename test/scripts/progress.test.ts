import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgressReader, type ScriptProgress } from '../../src/scripts/progress.js';

const progress = (done: number, total: number | null, label = '') => ({ done, total, label });

/** All that a reader says when it is fed these pieces. */
function read(...pieces: string[]): ScriptProgress[] {
  const reader = createProgressReader();
  return pieces.flatMap((piece) => reader.feed(piece) ?? []);
}

describe('createProgressReader', () => {
  it.each([
    ['::progress 12/80 Unpacking it all\n', progress(12, 80, 'Unpacking it all')],
    ['::progress 0/1\n', progress(0, 1)],
    ['::progress 7 files\n', progress(7, null, 'files')],
    ['[3/120] Compiling a.c\n', progress(3, 120, 'Compiling a.c')],
    ['\u001b[32m[ 42%]\u001b[0m Building C object\n', progress(42, 100, 'Building C object')],
    ['[100%] Built target x\r\n', progress(100, 100, 'Built target x')],
    ['xorriso : UPDATE :  32.77% done, estimate finish Sun Nov 22 21:15:00 2026\r', progress(32.77, 100, 'xorriso')],
    ['xorriso : UPDATE : Writing:      16384s    8.3%   fifo 100%  buf  50%\n', progress(8.3, 100, 'xorriso')],
    ['[=====-                ]  123/456  27%\r', progress(123, 456, 'mksquashfs')],
  ])('reads %j', (line, expected) => {
    expect(read(line)).toEqual([expected]);
  });

  it.each([
    'done [3/120]\n',
    '[3/0] nothing\n',
    '[4/3] more than all\n',
    '[420%] no\n',
    '::progress\n',
    '::progress a/b c\n',
    'echo ::progress 1/2\n',
    '[1/2] not yet a line',
    `[1/2] ${'x'.repeat(3)}\u0000`,
    '[INFO] 12/80\n',
    'xorriso : UPDATE : Thank you for being patient. Working since 3 seconds.\n',
  ])('takes %j for nothing', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('gives the last of several, also where carriage returns part them', () => {
    expect(read('\r[1/3] a\r[2/3] b\r[3/3] c', '\n')).toEqual([progress(2, 3, 'b'), progress(3, 3, 'c')]);
  });

  it('listens to the script alone once that reports', () => {
    expect(read('[1/9] x\n', '::progress 1/2 first\n', '[8/9] y\n', '::progress 2/2 second\n')).toEqual([
      progress(1, 9, 'x'),
      progress(1, 2, 'first'),
      progress(2, 2, 'second'),
    ]);
  });

  it('says the same of any output, however it is cut', () => {
    const line = fc.oneof(
      fc
        .tuple(fc.nat(99), fc.nat(99), fc.string())
        .map(([done, total, label]) => `::progress ${done}/${total} ${label}`),
      fc.tuple(fc.nat(99), fc.nat(99)).map(([done, total]) => `[${done}/${total}] step`),
      fc.nat(120).map((percent) => `[ ${percent}%] built`),
      fc.string(),
      fc.constant('x'.repeat(5000)),
    );
    const output = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')).map((parts) => parts.join('')));
    fc.assert(
      fc.property(output, fc.array(fc.nat(40)), (lines, cuts) => {
        const text = lines.join('');
        const pieces: string[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(text.slice(at, at + cut));
          at += cut;
        }
        expect(read(...pieces, text.slice(at)).at(-1)).toEqual(read(text).at(-1));
      }),
    );
  });
});
