import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readError } from '../../../src/host/log/read-error.js';
import { scratch } from '../../orders/helpers.js';

const log = path.join(scratch(), 'log');
const text = `main.c:1:1: error: of an earlier step\n${'fine\n'.repeat(100)}main.c:2:1: error: of this one\nmake: *** [all] Error 2\n`;
writeFileSync(log, text);

it('finds the first error from a place on, with its line', () => {
  expect(readError(log, 0).error).toEqual({ line: 'main.c:1:1: error: of an earlier step', lineNumber: 1 });
  expect(readError(log, 40)).toEqual({ error: { line: 'main.c:2:1: error: of this one', lineNumber: 102 }, text });
});

it('looks at the last part alone of a log that is too large', () => {
  expect(readError(log, 0, 100)).toEqual({
    error: { line: 'main.c:2:1: error: of this one', lineNumber: null },
    text: null,
  });
});
