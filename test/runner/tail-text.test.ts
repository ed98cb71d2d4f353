import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tailText } from '../../src/runner/tail-text.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tail-'));
});
afterAll(() => rm(dir, { recursive: true }));

it('gives the last lines of a log of any length, whole', async () => {
  const file = path.join(dir, 'log');
  const text = Array.from({ length: 100_000 }, (_, index) => `line ${index}`).join('\n');
  await writeFile(file, `${text}\n`);
  expect(await tailText(file, 3)).toEqual({ lines: ['line 99997', 'line 99998', 'line 99999'], size: text.length + 1 });
  const { lines } = await tailText(file, 1_000_000);
  expect(lines.every((line) => /^line \d+$/.test(line))).toBe(true);
});

it('gives nothing for a log that is not there', async () => {
  expect(await tailText(path.join(dir, 'none'), 3)).toEqual({ lines: [], size: 0 });
});

it('leaves out what a script says to this program alone', async () => {
  const file = path.join(dir, 'talking');
  await writeFile(file, 'begin\n::progress 1/2 x\n::progressive\n::progress 2/2 y\nend\n');
  expect((await tailText(file, 9)).lines).toEqual(['begin', '::progressive', 'end']);
});
