import { setTimeout as sleep } from 'node:timers/promises';
import { isLive } from '../state/selectors.js';
import { sentenceOf } from '../state/sentence-of.js';
import type { Backend } from './backend.js';
import { createChanging } from './changing.js';
import { createCuring } from './curing.js';
import { createEditing } from './editing.js';
import { findKey } from './find.js';
import { type Binding, type Command, findBinding } from './keymap.js';
import { createLogControl, type OpenedLog } from './log/control.js';
import { createLookingBack } from './looking-back.js';
import type { Screen } from './model.js';
import { watchOverviews } from './overviews.js';
import { paletteEntries, paletteKey } from './palette.js';
import { plainCommands } from './plain-commands.js';
import { createPlanning } from './planning.js';
import { createRunActions } from './run-actions.js';
import { neighbour } from './screens.js';
import type { Store } from './store.js';
import type { Terminal } from './terminal.js';
import { watchedUnit } from './watch.js';

/** More than any screen has. */
const TAIL_LINES = 200;

/** What the controller has of the terminal beside the store. */
interface Outside {
  terminal: Terminal;
  /** What is on the screen now, as text. */
  plainFrame: () => string;
  leave: () => void;
}

/** Turns keys into actions and requests to the backend, and what the backend tells into actions. Draws nothing. */
export function createController(store: Store, backend: Backend, { terminal, plainFrame, leave }: Outside) {
  const abort = new AbortController();
  const { dispatch } = store;
  const logs = createLogControl(store, backend, terminal);

  const report = (error: unknown) => dispatch({ type: 'notice', level: 'error', text: sentenceOf(error) });
  const { busy, loadPlan, start, chooseProfile } = createPlanning(store, backend, report);

  async function refreshLog(): Promise<void> {
    const wanted = logWanted();
    if (!wanted) return;
    const { lines, size } = await backend.tail(wanted.log, TAIL_LINES);
    const { log } = store.current();
    if (log?.file === wanted.log && log.size === size) return;
    store.stream({ type: 'log.changed', file: wanted.log, lines, size });
  }

  /** The log of the unit under the cursor, or of the one that matters most. */
  function logWanted() {
    return store.current().screen === 'run' ? watchedUnit(store.current()) : null;
  }

  async function beat(): Promise<void> {
    while (!abort.signal.aborted) {
      await refreshLog().catch(() => undefined);
      // What fails now was said when the log was opened, and may work the next time.
      if (store.current().screen === 'log') await logs.refresh().catch(() => undefined);
      if (isLive(store.current().run)) store.stream({ type: 'clock', now: Date.now() });
      await sleep(250, undefined, { signal: abort.signal }).catch(() => undefined);
    }
  }

  const changing = createChanging(store, backend, { loadPlan, report });
  const editing = createEditing(store, backend, { loadPlan, prefer: changing.prefer, report, leave });

  const curing = createCuring(store, backend, terminal, report);
  const lookingBack = createLookingBack(store, backend, { openLog, report });

  function openLog(log: OpenedLog): void {
    dispatch({ type: 'show', screen: 'log' });
    logs.open(log);
  }

  function show(screen: Screen): void {
    dispatch({ type: 'show', screen });
    if (screen === 'settings') changing.load();
    if (screen === 'history') lookingBack.load();
    if (screen === 'doctor') curing.shown();
  }

  function paletteKeyPressed(name: string): void {
    const what = paletteKey(name);
    if (what !== 'run') {
      if (what) dispatch(what);
      return;
    }
    const model = store.current();
    const chosen = paletteEntries(model)[model.palette?.cursor ?? 0];
    dispatch({ type: 'palette.close' });
    if (chosen) act(chosen.binding);
  }

  /** Does what a key or the palette asks for, or says why not. */
  function act({ command, disabled }: Binding): void {
    const why = disabled?.(store.current()) ?? null;
    const own = store.current().screen === 'log' ? logs.moves[command] : undefined;
    if (why === null) (own ?? commands[command])();
    else dispatch({ type: 'refused', command, why });
  }

  const commands: Record<Command, () => void> = {
    ...plainCommands(dispatch),
    start: () => void start(),
    pick: () => void chooseProfile(),
    showLog: () => {
      const unit = watchedUnit(store.current());
      if (unit) openLog({ unit: unit.unit, file: unit.log, failed: unit.state === 'failed' });
    },
    ...createRunActions(store, backend, { busy, openLog, terminal }),
    'go.profile': () => show('profile'),
    'go.phases': () => show('phases'),
    'go.run': () => show('run'),
    'go.settings': () => show('settings'),
    nextScreen: () => show(neighbour(store.current(), 1)),
    previousScreen: () => show(neighbour(store.current(), -1)),
    'go.doctor': () => show('doctor'),
    fix: curing.fix,
    lookAgain: curing.look,
    'go.history': () => show('history'),
    openRun: lookingBack.openRun,
    openUnitLog: lookingBack.openUnitLog,
    refreshHistory: lookingBack.load,
    changeSetting: changing.change,
    resetSetting: changing.reset,
    plain: () => void terminal.showPlain(store.current().screen === 'log' ? logs.plainText() : plainFrame()),
    refresh: () => void busy('Working out the plan', loadPlan),
    leave,
    ...logs.commands,
  };

  return {
    /** One key, named as keyName() does. */
    key(name: string): void {
      const model = store.current();
      if (model.palette) {
        paletteKeyPressed(name);
        return;
      }
      if (model.find) {
        const action = findKey(name);
        if (action) dispatch(action);
        return;
      }
      if (model.edit) {
        editing.key(name);
        return;
      }
      const typing = model.screen === 'log' ? model.logView?.prompt : null;
      if (typing) {
        logs.typed(name, typing);
        return;
      }
      if (model.confirm === 'cancel') {
        dispatch({ type: 'confirm', question: null });
        if (name === 'y') void busy('Cancelling', () => backend.command('cancel'));
        return;
      }
      const binding = findBinding(model.screen, name);
      if (binding) act(binding);
    },
    leave,
    /** Text that is pasted goes into the line that is edited, and nowhere else. */
    paste(text: string): void {
      const key = { insert: text.replace(/\p{Cc}+/gu, '') };
      const { palette, edit, find, logView } = store.current();
      if (palette) dispatch({ type: 'palette.edit', key });
      else if (find) dispatch({ type: 'find.key', key });
      else if (edit) editing.insert(key.insert);
      else if (logView?.prompt) dispatch({ type: 'log.edit', key });
    },
    /** Begins to watch; returns at once. */
    open(): void {
      void loadPlan();
      void beat();
      watchOverviews(store, backend);
      let last: string | null = null;
      void backend
        .follow((run) => {
          store.stream({ type: 'run.changed', run });
          const state = run && `${run.id} ${run.state}`;
          if (last !== null && state !== last) lookingBack.runChanged();
          if (last !== null && state !== last && !isLive(run)) void loadPlan();
          last = state;
        }, abort.signal)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) dispatch({ type: 'notice', level: 'error', text: sentenceOf(error) });
        });
    },
    resized(columns: number, rows: number): void {
      dispatch({ type: 'resized', columns, rows });
      logs.resized();
    },
    close(): void {
      abort.abort();
      logs.close();
      editing.close();
      store.close();
    },
  };
}

export type Controller = ReturnType<typeof createController>;
