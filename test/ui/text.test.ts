import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/state/clean-line.js';
import { fitWidth, spokenLine, windowOf } from '../../src/ui/text.js';

describe('fitWidth', () => {
  it('always gives exactly the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).map(cleanLine), fc.integer({ min: 1, max: 60 }), (text, width) => {
        expect(stringWidth(fitWidth(text, width))).toBe(width);
      }),
    );
  });
});

describe('windowOf', () => {
  it('shows the cursor and never more than there is room for', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 1, max: 50 }), (length, at, height) => {
        const cursor = Math.min(at, Math.max(0, length - 1));
        const { from, to } = windowOf(length, cursor, height);
        expect(to - from).toBe(Math.min(length, height));
        if (length > 0) expect(cursor >= from && cursor < to).toBe(true);
      }),
    );
  });
});

describe('spokenLine', () => {
  it('says ticks in words, states once and the unknown as such', () => {
    expect(spokenLine(['  [x] ', 'compile_kernel   ', 'stale stale ', '?', ''])).toBe(
      'ticked, compile_kernel, stale, unknown',
    );
    expect(spokenLine([' ok', 'ok  ', 'bash'])).toBe('ok, bash');
    expect(spokenLine([' enter start   ? help'])).toBe('enter start, ? help');
  });
});
