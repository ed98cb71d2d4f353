import type { LogReader } from '../../state/log-lines.js';
import type { Backend } from '../backend.js';
import type { Store } from '../store.js';
import { roomOf, wantedLines } from './view.js';

/** Reads what the screen of the log needs, from the one log that is looked at. */
export function createLogSource(store: Store, backend: Pick<Backend, 'openLog'>) {
  const { dispatch } = store;
  let reader: { file: string; log: Promise<LogReader> } | null = null;
  let loading: Promise<void> | null = null;

  const fileNow = () => store.current().logView?.file;

  function readerOf(file: string): Promise<LogReader> {
    if (reader?.file === file) return reader.log;
    close();
    const log = backend.openLog(file);
    const own = { file, log };
    reader = own;
    // It may be there the next time.
    log.catch(() => {
      if (reader === own) reader = null;
    });
    return log;
  }

  function close(): void {
    reader?.log.then((log) => log.close()).catch(() => undefined);
    reader = null;
  }

  /** Null when another log is looked at by the time it was read: the file may be closed by then. */
  async function read<T>(file: string, work: (log: LogReader) => Promise<T>): Promise<T | null> {
    try {
      return await work(await readerOf(file));
    } catch (error) {
      if (fileNow() !== file) return null;
      throw error;
    }
  }

  /** Reads lines until the screen is right; `show` is how they get there. */
  function load(show: Store['dispatch'] = dispatch): Promise<void> {
    loading ??= loadAll(show).finally(() => {
      loading = null;
    });
    return loading;
  }

  async function loadAll(show: Store['dispatch']): Promise<void> {
    for (;;) {
      const { logView, size } = store.current();
      const wanted = logView && wantedLines(logView, roomOf(size));
      if (!wanted) return;
      const { offset, around } = wanted;
      const window = await read(logView.file, (log) => log.window(offset, around, around));
      if (window) show({ type: 'log.window', file: logView.file, centre: offset, window });
    }
  }

  return {
    readerOf,
    load,
    /** Looks whether the log has grown, and how far its index is. */
    async refresh(): Promise<void> {
      const { logView } = store.current();
      if (!logView) return;
      const size = await read(logView.file, (log) => log.look());
      if (size) store.stream({ type: 'log.size', file: logView.file, size });
      await load(logView.window === null ? dispatch : store.stream);
    },
    close,
  };
}

export type LogSource = ReturnType<typeof createLogSource>;
