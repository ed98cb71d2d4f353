import type { LogQuery, LogReader } from '../../state/log-lines.js';
import type { Store } from '../store.js';
import type { LogSource } from './source.js';
import { type LogAction, type LogView, roomOf, visibleRows } from './view.js';

/** What only follows from an error counts where nothing else does. */
const errorQueries: LogQuery[] = [{ type: 'error' }, { type: 'consequence' }];

const number = new Intl.NumberFormat('en');

/** What takes its time on a log, one after the other: searches, and ways to a line. All of them end when they are told to. */
export function createLogSearch(store: Store, source: LogSource, attempt: (work: Promise<void>) => void) {
  const { dispatch } = store;
  let stopper = new AbortController();
  let waiting = 0;
  let last = Promise.resolve();

  const view = () => store.current().logView;
  const say = (text: string) => dispatch({ type: 'notice', level: 'info', text });

  function change(action: LogAction): void {
    dispatch(action);
    attempt(source.load());
  }

  /** False when nothing went on. */
  function stop(): boolean {
    if (waiting === 0) return false;
    stopper.abort();
    stopper = new AbortController();
    waiting = 0;
    dispatch({ type: 'log.job', job: null });
    return true;
  }

  function enqueue(work: (log: LogReader, now: LogView, signal: AbortSignal) => Promise<void>): void {
    const { signal } = stopper;
    waiting++;
    last = last
      .then(async () => {
        // Where the keys before this one have gone.
        await source.load();
        const now = view();
        if (now && !signal.aborted) await work(await source.readerOf(now.file), now, signal);
      })
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      })
      .finally(() => {
        if (signal.aborted) return;
        waiting--;
        dispatch({ type: 'log.job', job: null });
      });
    const own = last;
    last = last.catch(() => undefined);
    attempt(own);
  }

  /** Goes to the next or previous line that matches, round the ends of the log; `doing` is said meanwhile, `what` where there is none. */
  function find(queries: LogQuery[], { doing, what }: { doing: string; what: string }, by: 1 | -1): void {
    enqueue(async (log, now, signal) => {
      const { size } = await log.look();
      const { mark } = now;
      const here = mark !== null && isShown(now, mark) ? mark : null;
      // The line that was found last is left; without one the first line of the screen is looked at, too.
      const split = here === null ? now.top.offset : by > 0 ? here + 1 : here;
      const parts = [
        { from: split, to: size },
        { from: 0, to: split },
      ];
      let done = 0;
      const onProgress = (bytes: number) => {
        done += bytes;
        const fraction = done / Math.max(1, size * queries.length);
        store.stream({ type: 'log.job', job: { text: doing, fraction } });
      };
      for (const query of queries)
        for (const [round, part] of (by > 0 ? parts : parts.toReversed()).entries()) {
          const offset = await log.find(query, { ...part, pick: by > 0 ? 'first' : 'last' }, onProgress, signal);
          if (offset === null) continue;
          change({ type: 'log.found', offset });
          const from = by > 0 ? 'start' : 'end';
          const name = await lineName(log, offset);
          if (!signal.aborted) say(`${name}${remark(offset === here, round > 0, from)}`);
          return;
        }
      say(`There is no ${what} in this log.`);
    });
  }

  /** On the screen, or about to be. */
  const isShown = (now: LogView, offset: number) =>
    (now.goal !== null && now.goal !== 'end' && now.goal.offset === offset) ||
    visibleRows(now, roomOf(store.current().size)).some(({ line }) => line.offset === offset);

  async function lineName(log: LogReader, offset: number): Promise<string> {
    const { first } = await log.window(offset, 0, 0);
    return first === null ? 'Found' : `Line ${number.format(first)}`;
  }

  return {
    stop,
    text(text: string, by: 1 | -1): void {
      const what = JSON.stringify(text);
      find([{ type: 'text', text }], { doing: `Looking for ${what}`, what }, by);
    },
    error(by: 1 | -1): void {
      const doing = by > 0 ? 'Looking for the next error' : 'Looking for the error before';
      find(errorQueries, { doing, what: 'line that tells of an error' }, by);
    },
    /** Goes to the first line that tells of an error, if there is one. */
    firstError(): void {
      enqueue(async (log, _now, signal) => {
        const { size } = await log.look();
        for (const query of errorQueries) {
          const offset = await log.find(query, { from: 0, to: size, pick: 'first' }, () => undefined, signal);
          if (offset === null) continue;
          change({ type: 'log.found', offset });
          return;
        }
      });
    },
    line(line: number): void {
      enqueue(async (log, _now, signal) => {
        const { size, indexed } = await log.look();
        if (indexed < size) dispatch({ type: 'log.job', job: { text: 'Counting lines', fraction: null } });
        change({ type: 'log.go', to: { offset: await log.offsetOf(line, signal) } });
        const { lines } = await log.look();
        if (line > lines) say(`The log has ${number.format(lines)} lines: this is the last.`);
      });
    },
    percent(percent: number): void {
      enqueue(async (log) => {
        const { size } = await log.look();
        change({ type: 'log.go', to: { offset: Math.floor((Math.max(0, size - 1) * percent) / 100) } });
      });
    },
  };
}

function remark(same: boolean, wrapped: boolean, from: 'start' | 'end'): string {
  if (same) return ' is the only one.';
  return wrapped ? `: the search went on from the ${from} of the log.` : '.';
}
