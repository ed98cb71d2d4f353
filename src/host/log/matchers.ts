import { cleanLine } from '../../state/clean-line.js';
import { consequenceWords, errorWords } from '../../state/error-words.js';
import { errorKind } from '../../state/first-error.js';
import type { LogQuery } from '../../state/log-lines.js';
import { fold, heedsCase } from '../../state/text-query.js';

/** What a search looks for in whole lines of a log: in one of them, or in a block of them at once. */
export interface Matcher {
  /** In a line that was cleaned. */
  line: (text: string) => boolean;
  /** In lines as they are on disk: an index into them, -1 when it is in none; null: they are to be asked one by one. */
  block: (text: string, pick: 'first' | 'last') => number | null;
}

export const matcherOf = (query: LogQuery): Matcher =>
  query.type === 'text'
    ? textMatcher(query.text)
    : query.type === 'error'
      ? kindMatcher(['cause', 'complaint'], errorWords)
      : kindMatcher(['consequence'], consequenceWords);

/** Control characters other than the end of a line and the tab. */
const needsCleaning = /[\p{Cc}--[\n\t]]/v;
/** The same, but for those at the ends of lines that end as in DOS. */
const oddInside = /[\p{Cc}--[\n\r\t]]|\r(?!\n)/v;

function textMatcher(query: string): Matcher {
  const ready = heedsCase(query) ? (text: string) => text : fold;
  return {
    line: (text) => ready(text).includes(query),
    block: (text, pick) => {
      if (needsCleaning.test(text)) return null;
      const within = ready(text.replaceAll('\t', '    '));
      const at = pick === 'first' ? within.indexOf(query) : within.lastIndexOf(query);
      return at < 0 ? -1 : countLines(within, at);
    },
  };
}

/** Lines that tell of an error: the many shapes of those are tried only where a word stands that one of them has, or may once it is cleaned. */
function kindMatcher(kinds: string[], words: RegExp): Matcher {
  const worth = new RegExp(`${words.source}|${oddInside.source}`, `gv${words.flags}`);
  const line = (text: string) => kinds.includes(errorKind(text.trimEnd()) ?? '');
  return {
    line,
    block: (text, pick) => {
      let found = -1;
      for (worth.lastIndex = 0; ; ) {
        const at = worth.exec(text)?.index;
        if (at === undefined) break;
        const begin = text.lastIndexOf('\n', at - 1) + 1;
        const newline = text.indexOf('\n', at);
        const end = newline < 0 ? text.length : newline;
        if (line(cleanLine(text.slice(begin, end)))) found = begin;
        if (end === text.length || (found >= 0 && pick === 'first')) break;
        worth.lastIndex = end + 1;
      }
      return found < 0 ? -1 : countLines(text, found);
    },
  };
}

/** Ends of lines before `to`. */
function countLines(text: string, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
