import type { FileHandle } from 'node:fs/promises';
import { errorKind } from '../../state/first-error.js';
import type { LogQuery, LogReader } from '../../state/log-lines.js';
import { fold, heedsCase } from '../../state/text-query.js';
import { lineIn, MOST_OF_LINE, NEWLINE, readAt } from './read-lines.js';

/** Searched at a time: short enough that keys are answered in between. */
const BLOCK = 256 * 1024;

/** What a search looks for in one block of whole lines: an index into it, -1 when it is not there; null: line by line. */
interface Matcher {
  line: (text: string) => boolean;
  block: ((text: string, pick: 'first' | 'last') => number) | null;
}

/** A log's `find`: block by block, so that a log of any size needs the memory of one. */
export async function findLine(
  file: FileHandle,
  ...[query, { from, to, pick }, onProgress, signal]: Parameters<LogReader['find']>
): Promise<number | null> {
  const matcher = matcherOf(query);
  for (let done = 0; done < to - from; done += BLOCK) {
    signal.throwIfAborted();
    const begin = pick === 'first' ? from + done : Math.max(from, to - done - BLOCK);
    const end = pick === 'first' ? Math.min(to, begin + BLOCK) : to - done;
    const found = await findInBlock(file, matcher, begin, end, pick);
    if (found !== null) return found;
    onProgress(end - begin);
  }
  return null;
}

async function findInBlock(
  file: FileHandle,
  matcher: Matcher,
  from: number,
  to: number,
  pick: 'first' | 'last',
): Promise<number | null> {
  // One byte before tells whether a line begins at `from`; the last line may end after `to`.
  const position = Math.max(0, from - 1);
  const chunk = await readAt(file, position, to - position + MOST_OF_LINE + 1);
  const begin = from === 0 ? 0 : chunk.indexOf(NEWLINE) + 1;
  if (position + begin < from || position + begin >= to || begin >= chunk.length) return null;
  const newline = chunk.indexOf(NEWLINE, to - 1 - position);
  const lines = linesOf(chunk, begin, newline < 0 ? chunk.length : newline);
  const plain = matcher.block && lines.every(([start, end]) => end - start <= MOST_OF_LINE);
  const text = plain ? chunk.toString('utf8', begin, lines.at(-1)?.[1]) : '';
  let found: [number, number] | undefined;
  if (plain && matcher.block && !needsCleaning.test(text)) {
    const at = matcher.block(text, pick);
    found = at < 0 ? undefined : lines[at];
  } else {
    const fits = ([start, end]: [number, number]) => matcher.line(lineIn(chunk, start, end, position).text);
    found = pick === 'first' ? lines.find(fits) : lines.findLast(fits);
  }
  return found ? position + found[0] : null;
}

/** Control characters other than the end of a line and the tab: such lines are cleaned one by one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const needsCleaning = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Where each line begins and ends. */
function linesOf(chunk: Buffer, from: number, to: number): [number, number][] {
  const lines: [number, number][] = [];
  for (let at = from; at <= to; ) {
    const newline = chunk.indexOf(NEWLINE, at);
    const end = newline < 0 || newline > to ? to : newline;
    lines.push([at, end]);
    at = end + 1;
  }
  return lines;
}

function matcherOf(query: LogQuery): Matcher {
  if (query.type === 'text') return textMatcher(query.text);
  const kinds = query.type === 'error' ? ['cause', 'complaint'] : ['consequence'];
  return { line: (text) => kinds.includes(errorKind(text.trimEnd()) ?? ''), block: null };
}

function textMatcher(query: string): Matcher {
  const ready = heedsCase(query) ? (text: string) => text : fold;
  return {
    line: (text) => ready(text).includes(query),
    block: (text, pick) => {
      const within = ready(text.replaceAll('\t', '    '));
      const at = pick === 'first' ? within.indexOf(query) : within.lastIndexOf(query);
      return at < 0 ? -1 : countLines(within, at);
    },
  };
}

/** Ends of lines before `to`. */
function countLines(text: string, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
