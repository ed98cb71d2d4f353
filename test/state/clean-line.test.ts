import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/state/clean-line.js';

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
