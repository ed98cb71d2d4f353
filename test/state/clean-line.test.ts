import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, coloursAlone } from '../../src/state/clean-line.js';

describe('cleanLine', () => {
  it('drops escape sequences and keeps what a carriage return left', () => {
    expect(cleanLine('\u001b[31mred\u001b[0m\tx')).toBe('red    x');
    expect(cleanLine(' 10%\r 20%\r')).toBe(' 20%');
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanLine(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('coloursAlone', () => {
  it('keeps colours, and drops what takes over a terminal', () => {
    expect(coloursAlone('\u001b[1;31mred\u001b[0m\tx\n')).toBe('\u001b[1;31mred\u001b[0m\tx\n');
    expect(coloursAlone('a\u001b]0;TITLE\u0007b\u001b[2J\u001b[Hc\u001bcd\u001b]52;c;aGk=\u0007e')).toBe('abcde');
  });

  it('lets no control character through but those of colours and line ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const left = coloursAlone(text).replaceAll(new RegExp(`${'\u001b'}\\[[\\d;:]*m`, 'g'), '');
        expect(left).not.toMatch(/(?![\n\r\t])\p{Cc}/u);
      }),
    );
  });
});
