import { expect, it } from 'vitest';
import { someOf } from '../../src/state/some-of.js';

it.each([
  [[], ''],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j is said as %j', (names, text) => {
  expect(someOf(names, 3)).toBe(text);
});
