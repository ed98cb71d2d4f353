import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consequenceWords, errorWords } from '../../src/state/error-words.js';
import { errorKind } from '../../src/state/first-error.js';

/** What the shapes of errors are made of, each alternative of them once at least. */
const heads = [
  '',
  'a.c:1:2: ',
  'sh: line 3: x: ',
  'sh: line 3: ',
  'sh: 1: x: ',
  'sh: 1: ',
  'cp: ',
  'cp: x: ',
  '/usr/bin/ld: ',
  'ld.bfd: x: ',
  'gcc: ',
  'make[1]: *** ',
  'make: *** ',
  'Makefile:12: *** ',
  'ninja: ',
  'CMake ',
  'configure: ',
  'collect2: ',
  'tar: ',
  'smech-kconfig: ',
  'ValueError: ',
  'SomeException: ',
  'E: ',
  'E [x]: ',
  'panic: ',
  'FAILED: ',
  'x.o: in function: ',
];
const tails = [
  'error: x',
  'Error',
  'Error at x',
  'ERROR: x',
  'fatal error: x',
  'fatal: x',
  'FATAL: x',
  'internal compiler error: x',
  'undefined reference to x',
  'multiple definition of x',
  'cannot find -lx',
  'file not recognized',
  'file format not recognized',
  'undefined symbol x',
  'relocation X can not be used when',
  'final link failed',
  'x is incompatible with y',
  'Assembler messages:',
  'No rule to make target x',
  'No targets',
  'missing separator',
  '[Makefile:3: x] Error 1',
  'x: command not found',
  'command not found',
  'unbound variable',
  'x: unbound variable',
  'not found',
  'parameter not set',
  'No such file or directory',
  'x: No such file or directory',
  'Permission denied',
  'syntax error',
  'Syntax error',
  'cannot stat x',
  "can't open x",
  'could not x',
  'unable to x',
  'failed to x',
  'no such x',
  'invalid x',
  'unrecognized option x',
  'unknown option x',
  'Cannot open: x',
  'Read-only file system',
  'No space left on device',
  'Not a directory',
  'Is a directory',
  'Text file busy',
  'out of memory',
  'Cannot allocate memory',
  'Segmentation fault',
  'Killed',
  'Bus error',
  "Can't locate x in @INC",
  'x',
  'error[E0425]: x',
  'error: could not compile x',
  'build stopped',
  'Exiting with failure',
  'Error is not recoverable',
  'Child returned 1',
  'error code 3',
  'exit status 1',
  'exited with code 2',
];

it('every line that tells of an error has one of the words, tabs and all', () => {
  const kinds = new Set<string>();
  for (const head of heads)
    for (const tail of tails)
      for (const line of [
        head + tail,
        `${head}${tail} x`,
        `${head.trimEnd()}\t${tail}`,
        `x ${head}${tail}`,
        `${head}${tail} `,
      ]) {
        const kind = errorKind(line.replaceAll('\t', '    ').trimEnd());
        if (kind === null) continue;
        kinds.add(kind);
        expect(line).toMatch(kind === 'consequence' ? consequenceWords : errorWords);
      }
  expect(kinds).toEqual(new Set(['cause', 'complaint', 'consequence']));
});

it('also any line that is made of other pieces', () => {
  const piece = fc.oneof(fc.constantFrom(...heads, ...tails, ' ', ': ', '\t'), fc.string({ maxLength: 6 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const line = pieces.join('');
      const kind = errorKind(line.replaceAll('\t', '    ').trimEnd());
      if (kind !== null) expect(line).toMatch(kind === 'consequence' ? consequenceWords : errorWords);
    }),
    { numRuns: 3000 },
  );
});
