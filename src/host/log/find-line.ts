import type { FileHandle } from 'node:fs/promises';
import type { LogReader } from '../../state/log-lines.js';
import { type Matcher, matcherOf } from './matchers.js';
import { lineIn, MOST_OF_LINE, NEWLINE, readAt } from './read-lines.js';

/** Searched at a time: short enough that keys are answered in between. */
const BLOCK = 256 * 1024;

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
  const plain = lines.every(([start, end]) => end - start <= MOST_OF_LINE);
  const at = plain ? matcher.block(chunk.toString('utf8', begin, lines.at(-1)?.[1]), pick) : null;
  let found = at === null ? undefined : lines[at];
  if (at === null) {
    const fits = ([start, end]: [number, number]) => matcher.line(lineIn(chunk, start, end, position).text);
    found = pick === 'first' ? lines.find(fits) : lines.findLast(fits);
  }
  return found ? position + found[0] : null;
}

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
