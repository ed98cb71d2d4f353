import { expect, it } from 'vitest';
import { duration, progressText } from '../../src/commands/words.js';

it.each([
  ['p/r', { done: 871, total: 1000, label: 'compile: 2595 of 2685' }, '87% compile: 2595 of 2685'],
  ['p', { done: 12, total: 80, label: 'composing' }, '12/80 composing'],
  ['p', { done: 12, total: null, label: '' }, '12'],
  ['p', { done: 0, total: 0, label: 'of unknown size' }, 'of unknown size'],
  ['p', null, ''],
])('the progress of %s, %j, is said as %j', (unit, progress, text) => {
  expect(progressText({ unit, progress })).toBe(text);
});

it.each([
  [null, 'unknown'],
  [0, '0ms'],
  [0.369, '369ms'],
  [1.4, '1s'],
  [200, '3m 20s'],
])('calls %j seconds %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
