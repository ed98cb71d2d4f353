import { sentenceOf } from '../../state/sentence-of.js';
import type { Backend } from '../backend.js';
import type { Command } from '../keymap.js';
import { type LogCommand, unitsWithLog } from '../keys/log.js';
import { editKeyOf } from '../line-edit.js';
import type { Store } from '../store.js';
import type { Terminal } from '../terminal.js';
import { createLogSearch } from './search.js';
import { createLogSource } from './source.js';
import { type LogAction, type LogView, roomOf, visibleRows } from './view.js';

export interface OpenedLog {
  unit: string;
  file: string;
  /** Begins at the first line that tells of an error, not at the end. */
  failed?: boolean;
}

/** Does what the keys of a log's screen ask for. */
export function createLogControl(store: Store, backend: Pick<Backend, 'openLog' | 'page'>, terminal: Terminal) {
  const { dispatch } = store;
  const source = createLogSource(store, backend);
  const search = createLogSearch(store, source, attempt);

  const view = () => store.current().logView;
  const room = () => roomOf(store.current().size);
  const sayError = (text: string) => dispatch({ type: 'notice', level: 'error', text });

  function attempt(work: Promise<void>): void {
    work.catch((error: unknown) => sayError(sentenceOf(error)));
  }

  function change(action: LogAction): void {
    dispatch(action);
    attempt(source.load());
  }

  function open({ unit, file, failed = false }: OpenedLog): void {
    search.stop();
    dispatch({ type: 'log.open', unit, file });
    attempt(source.refresh());
    if (failed) search.firstError();
  }

  function submit({ type, line }: NonNullable<LogView['prompt']>): void {
    if (type === 'search') searchFor(line.value || (view()?.query ?? ''));
    else goTo(line.value.trim());
  }

  function searchFor(text: string): void {
    dispatch({ type: 'log.prompt', prompt: null });
    if (text === '') return;
    search.stop();
    dispatch({ type: 'log.query', query: text });
    search.text(text, 1);
  }

  function goTo(where: string): void {
    const [, digits, percent] = /^(\d{1,15})(%?)$/.exec(where) ?? [];
    if (digits === undefined || (percent && Number(digits) > 100)) {
      dispatch({ type: 'log.problem', problem: 'Type the number of a line, or a per cent of the log as in 50%.' });
      return;
    }
    dispatch({ type: 'log.prompt', prompt: null });
    search.stop();
    if (percent) search.percent(Number(digits));
    else search.line(Number(digits));
  }

  function again(by: 1 | -1): void {
    const text = view()?.query;
    if (text) search.text(text, by);
  }

  function neighbour(by: 1 | -1): void {
    const units = unitsWithLog(store.current());
    const at = units.findIndex(({ file }) => file === view()?.file);
    const next = units[(at + by + units.length) % units.length];
    if (next) open(next);
  }

  async function page(file: string): Promise<void> {
    let problem: unknown = null;
    await terminal.lend(async (signal) => {
      await backend.page(file, signal).catch((error: unknown) => {
        problem = error;
      });
    });
    if (problem) throw problem;
  }

  const move = (by: number) => change({ type: 'log.move', by });
  const pageRows = () => Math.max(1, room().height - 1);
  const sideways = (by: 1 | -1) => change({ type: 'log.sideways', by: by * Math.ceil(room().width / 2) });

  /** On the log's screen these go before what is done elsewhere. */
  const moves: Partial<Record<Command, () => void>> = {
    down: () => move(1),
    up: () => move(-1),
    pageDown: () => move(pageRows()),
    pageUp: () => move(-pageRows()),
    first: () => change({ type: 'log.go', to: 'start' }),
    last: () => change({ type: 'log.go', to: 'end' }),
  };

  const commands: Record<LogCommand, () => void> = {
    'log.left': () => sideways(-1),
    'log.right': () => sideways(1),
    'log.search': () => dispatch({ type: 'log.prompt', prompt: 'search' }),
    'log.goto': () => dispatch({ type: 'log.prompt', prompt: 'goto' }),
    'log.next': () => again(1),
    'log.previous': () => again(-1),
    'log.nextError': () => search.error(1),
    'log.previousError': () => search.error(-1),
    'log.wrap': () => change({ type: 'log.wrap' }),
    'log.follow': () => change({ type: 'log.follow' }),
    'log.nextUnit': () => neighbour(1),
    'log.previousUnit': () => neighbour(-1),
    'log.pager': () => {
      const file = view()?.file;
      if (file) attempt(page(file));
    },
    'log.back': () => {
      if (search.stop()) dispatch({ type: 'notice', level: 'info', text: 'The search was stopped.' });
      else dispatch({ type: 'back' });
    },
  };

  return {
    moves,
    commands,
    open,
    /** On each beat while the log is shown. */
    refresh: source.refresh,
    /** After the terminal got another size. */
    resized: () => attempt(source.load()),
    /** A key while something is typed. */
    typed(name: string, prompt: NonNullable<LogView['prompt']>): void {
      const key = editKeyOf(name);
      if (key) dispatch({ type: 'log.edit', key });
      else if (name === 'enter') submit(prompt);
      else if (name === 'esc' || name === 'ctrl-c') dispatch({ type: 'log.prompt', prompt: null });
    },
    /** The lines on the screen, whole. */
    plainText(): string {
      const now = view();
      const lines = now ? visibleRows(now, room()).map(({ line }) => line) : [];
      return [...new Set(lines)].map(({ text }) => text).join('\n');
    },
    close(): void {
      search.stop();
      source.close();
    },
  };
}
