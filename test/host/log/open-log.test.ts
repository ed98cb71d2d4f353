import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../../src/host/log/open-log.js';
import { errorKind } from '../../../src/state/first-error.js';
import type { LogReader } from '../../../src/state/log-lines.js';
import { matchesIn } from '../../../src/state/text-query.js';
import { logBytes, naiveLines, queryText } from './naive.js';

const never = new AbortController().signal;
const nothing = () => undefined;
let file: string;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'log-'));
  file = path.join(dir, 'log');
});
afterAll(() => rm(dir, { recursive: true }));

async function withLog(content: string | Buffer, use: (log: LogReader) => Promise<void>): Promise<void> {
  await writeFile(file, content);
  const log = await openLog(file);
  try {
    await use(log);
  } finally {
    await log.close();
  }
}

async function indexed(log: LogReader) {
  await log.offsetOf(Number.MAX_SAFE_INTEGER, never);
  return log.look();
}

describe('a log', () => {
  it('gives the same lines and numbers around any place as reading it whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        logBytes,
        fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
        fc.nat(50),
        async (bytes, places, around) => {
          const lines = naiveLines(bytes);
          await withLog(bytes, async (log) => {
            expect(await indexed(log)).toEqual({ size: bytes.length, indexed: bytes.length, lines: lines.length });
            for (const place of places) {
              const offset = place % (bytes.length + 1);
              const own = Math.max(
                0,
                lines.findLastIndex((line) => line.offset <= offset),
              );
              const from = Math.max(0, own - around);
              const wanted = lines.slice(from, own + around + 1);
              expect(await log.window(offset, around, around)).toEqual({
                lines: wanted,
                first: wanted.length > 0 ? from + 1 : null,
                start: from === 0,
                end: own + around + 1 >= lines.length,
              });
              const number = (place % (lines.length + 2)) + 1;
              expect(await log.offsetOf(number, never)).toBe(lines[Math.min(number, lines.length) - 1]?.offset ?? 0);
            }
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds what reading it whole finds, in any part of it and in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(logBytes, queryText, fc.nat(), fc.nat(), async (bytes, text, one, two) => {
        const lines = naiveLines(bytes);
        const [from, to] = [one % (bytes.length + 1), two % (bytes.length + 1)].toSorted((a, b) => a - b) as [
          number,
          number,
        ];
        const hits = lines
          .filter(({ offset }) => offset >= from && offset < to)
          .filter((line) => matchesIn(line.text, text).length > 0);
        await withLog(bytes, async (log) => {
          const find = (pick: 'first' | 'last') => log.find({ type: 'text', text }, { from, to, pick }, nothing, never);
          expect(await find('first')).toBe(hits.at(0)?.offset ?? null);
          expect(await find('last')).toBe(hits.at(-1)?.offset ?? null);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('finds the lines that tell of an error which reading it whole finds', async () => {
    await fc.assert(
      fc.asyncProperty(logBytes, fc.nat(), fc.nat(), fc.boolean(), async (bytes, one, two, passesOn) => {
        const [from, to] = [one % (bytes.length + 1), two % (bytes.length + 1)].toSorted((a, b) => a - b) as [
          number,
          number,
        ];
        const kinds = passesOn ? ['consequence'] : ['cause', 'complaint'];
        const hits = naiveLines(bytes)
          .filter(({ offset }) => offset >= from && offset < to)
          .filter((line) => kinds.includes(errorKind(line.text.trimEnd()) ?? ''));
        const query = { type: passesOn ? ('consequence' as const) : ('error' as const) };
        await withLog(bytes, async (log) => {
          expect(await log.find(query, { from, to, pick: 'first' }, nothing, never)).toBe(hits.at(0)?.offset ?? null);
          expect(await log.find(query, { from, to, pick: 'last' }, nothing, never)).toBe(hits.at(-1)?.offset ?? null);
        });
      }),
      { numRuns: 60, examples: [[Buffer.from('Killed \n'), 0, 1, false]] },
    );
  });

  it('looks through twenty megabytes that tell of no error in a moment', async () => {
    const text = '  CC      drivers/net/ethernet/vendor/file_of_a_driver.o\n'.repeat(360_000);
    await withLog(text, async (log) => {
      const start = performance.now();
      expect(await log.find({ type: 'error' }, { from: 0, to: text.length, pick: 'first' }, nothing, never)).toBeNull();
      expect(performance.now() - start).toBeLessThan(1500);
    });
  });

  it('finds the lines that say what is wrong', async () => {
    const text = [
      'checking for error_at_line... no',
      '\u001b[31mmain.c:3:5: error: expected ;\u001b[0m',
      'make[1]: *** [Makefile:3: main.o] Error 1',
      'cp: cannot stat x: No such file or directory',
    ].join('\n');
    const offsets = naiveLines(Buffer.from(text)).map(({ offset }) => offset);
    const kinds = naiveLines(Buffer.from(text)).map((line) => errorKind(line.text));
    expect(kinds).toEqual([null, 'cause', 'consequence', 'complaint']);
    await withLog(text, async (log) => {
      const all = { from: 0, to: text.length };
      expect(await log.find({ type: 'error' }, { ...all, pick: 'first' }, nothing, never)).toBe(offsets[1]);
      expect(await log.find({ type: 'error' }, { ...all, pick: 'last' }, nothing, never)).toBe(offsets[3]);
      expect(await log.find({ type: 'consequence' }, { ...all, pick: 'last' }, nothing, never)).toBe(offsets[2]);
    });
  });

  it('goes on with a log that grows, and begins again with one that was written anew', async () => {
    await withLog('one\ntw', async (log) => {
      expect((await indexed(log)).lines).toBe(2);
      await appendFile(file, 'o\nthree\n');
      expect((await indexed(log)).lines).toBe(3);
      expect((await log.window(Number.MAX_SAFE_INTEGER, 1, 0)).lines.map((line) => line.text)).toEqual([
        'two',
        'three',
      ]);
      await writeFile(file, 'new\n');
      expect(await indexed(log)).toEqual({ size: 4, indexed: 4, lines: 1 });
    });
  });

  it('stops a search when it is told to, and says how far it is', async () => {
    const text = 'nothing here\n'.repeat(200_000);
    await withLog(text, async (log) => {
      const range = { from: 0, to: text.length, pick: 'first' as const };
      let seen = 0;
      expect(await log.find({ type: 'text', text: 'needle' }, range, (bytes) => (seen += bytes), never)).toBeNull();
      expect(seen).toBe(text.length);
      const stop = new AbortController();
      const search = log.find({ type: 'text', text: 'needle' }, range, () => stop.abort(), stop.signal);
      await expect(search).rejects.toThrow(/abort/i);
    });
  });

  it('that is not there is refused with its name', async () => {
    await expect(openLog(path.join(dir, 'none'))).rejects.toThrow(/The log .*none can't be read/);
  });
});
