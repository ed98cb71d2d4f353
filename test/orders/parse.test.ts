import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrder } from '../../src/orders/parse.js';

const order = (content: string | Uint8Array) => parseOrder(content, '/smech/build_order.txt');

describe('parseOrder', () => {
  it('keeps phases with their lines and groups, and skips the rest', () => {
    const text =
      '# SmechOS\r\n\r\n# Phase 1: Base\r\n  restore_utils.py \r\n# a remark\nbin/17_x.sh\n# --- Phase 2: Compile ---\nb\r\r\n';
    expect(order(text).map(({ text, line, group }) => [text, line, group])).toEqual([
      ['restore_utils.py', 4, 'Phase 1: Base'],
      ['bin/17_x.sh', 6, 'Phase 1: Base'],
      ['b', 8, 'Phase 2: Compile'],
    ]);
  });

  it('has no group before the first heading, and takes a byte order mark for nothing', () => {
    expect(order(Buffer.from('\ufeffa\n'))).toEqual([
      { text: 'a', file: '/smech/build_order.txt', line: 1, group: null },
    ]);
  });

  it.each([
    ['a NUL', Buffer.from('a\nb\0c\n'), 2, 'a control character'],
    ['an escape sequence', Buffer.from('\u001b[31mred\n'), 1, 'a control character'],
    ['a CR within a line', Buffer.from('a\rb\n'), 1, 'a control character'],
    ['junk in a comment', Buffer.from('a\n\n# \u0001\n'), 3, 'a control character'],
    ['no UTF-8', Buffer.from([0x61, 10, 0x62, 10, 0xff, 0xfe, 10]), 3, 'a byte sequence that is no UTF-8'],
    ['a cut UTF-8 sequence at the end', Buffer.from([0x61, 10, 0xc3]), 2, 'a byte sequence that is no UTF-8'],
  ])('refuses %s', (_, content, line, what) => {
    const message = `build_order.txt:${line}: ${what} is in this line, so it is no build order: write it anew as plain text.`;
    expect(() => order(content)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
  });

  it('finds each phase in its line, whatever stands around it', () => {
    const noise = fc.constantFrom('', '   ', '# remark', '#', '\t', '\r');
    const name = fc.stringMatching(/^[a-z0-9_]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(noise, name)), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
        const expected = lines.flatMap((text, index) => (/^[a-z0-9_]+$/.test(text) ? [[text, index + 1]] : []));
        expect(order(lines.join(eol)).map(({ text, line }) => [text, line])).toEqual(expected);
      }),
    );
  });

  it('reads any bytes or refuses them with a place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          for (const { text } of order(bytes)) expect(text).toMatch(/^[^#\s]/);
        } catch (error) {
          expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(/^build_order\.txt:\d+: /) });
        }
      }),
    );
  });

  it('does not repeat a line without an end', () => {
    expect(() => parseOrder(`one\n${'x'.repeat(5000)}\n`, '/r/build_order.txt')).toThrow(
      'build_order.txt:2 has 5000 characters: name one phase or script.',
    );
  });
});
