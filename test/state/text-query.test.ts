import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, matchesIn } from '../../src/state/text-query.js';

describe('a text query', () => {
  it('heeds case once an upper-case letter is typed', () => {
    expect(matchesIn('Error: no error', 'error')).toEqual([
      [0, 5],
      [10, 15],
    ]);
    expect(matchesIn('Error: no error', 'Error')).toEqual([[0, 5]]);
    expect(matchesIn('aaaa', 'aa')).toHaveLength(2);
    expect(matchesIn('any', '')).toEqual([]);
  });

  it('finds places of the text as it stands, whatever the script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text)).toHaveLength(text.length);
      }),
    );
    expect(matchesIn('İİ end', 'end')).toEqual([[3, 6]]);
  });
});
