import { render } from 'ink';
import type { RunState } from '../state/run-state.js';
import { createAnnouncer } from './announcer.js';
import { App } from './app.js';
import type { Backend } from './backend.js';
import { createController } from './controller.js';
import { initialModel } from './model.js';
import { plainFrame } from './plain-frame.js';
import { fromFirstCell } from './screen-output.js';
import { signalsFor } from './signals.js';
import { createStore } from './store.js';
import { createTerminal } from './terminal.js';

const LOCAL_MS = 100;
const SSH_MS = 250;
/** A screen reader reads each change aloud. */
const ALOUD_MS = 3000;

/**
 * Shows the interface until the operator leaves or the terminal goes away; gives the newest run, for a last word on the normal
 * screen. A run that was started goes on. NODE_ENV=production must be set before this module is imported.
 */
export async function showInterface(
  backend: Backend,
  env: NodeJS.ProcessEnv,
  onReady: () => void,
): Promise<RunState | null> {
  // Else the terminal writes what is typed meanwhile into the first frame.
  process.stdin.setRawMode(true);
  const { profile, target, preferences } = backend.initial;
  const aloud = env.INK_SCREEN_READER === 'true';
  const store = createStore(
    { ...initialModel(backend.profiles, profile, target, Date.now()), preferences, self: process.pid },
    aloud ? ALOUD_MS : env.SSH_CONNECTION ? SSH_MS : LOCAL_MS,
  );
  let leave = (_signal?: string) => {};
  const terminal = createTerminal(process.stdin, process.stdout);
  const controller = createController(store, backend, {
    terminal,
    plainFrame: () => plainFrame(store.current(), env, aloud),
    leave: () => leave(),
  });
  const announcer = createAnnouncer(terminal.write, () =>
    signalsFor(env, process.stdout.isTTY, store.current().preferences),
  );
  const announce = () => announcer.show(store.snapshot().run, store.snapshot().now);
  const app = render(<App store={store} controller={controller} terminal={terminal} env={env} onReady={onReady} />, {
    stdout: fromFirstCell(process.stdout),
    alternateScreen: !aloud,
    incrementalRendering: true,
    maxFps: 60,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  store.subscribe(announce);
  announce();
  // While the terminal is lent, ctrl-c is for whom it was lent to.
  leave = (signal?: string) => {
    if (signal === 'SIGINT' && terminal.isLent()) return;
    app.unmount();
  };
  const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, leave);
  // A defect outside of React, too, gives the screen back before it is told.
  let defect: Error | null = null;
  const crashed = Promise.withResolvers<void>();
  const crash = (error: Error) => {
    defect ??= error;
    app.unmount();
    crashed.resolve();
  };
  process.on('uncaughtException', crash);
  // The terminal is gone: only who leads its session is sent a signal.
  const gone = () => leave();
  for (const event of ['error', 'end', 'close'] as const) process.stdin.on(event, gone);
  controller.open();
  try {
    // A renderer that is itself broken may never say that it has ended.
    await Promise.race([app.waitUntilExit(), crashed.promise]);
  } finally {
    terminal.close();
    announcer.close();
    controller.close();
    backend.close();
    process.removeListener('uncaughtException', crash);
    for (const event of ['error', 'end', 'close'] as const) process.stdin.removeListener(event, gone);
    for (const signal of signals) process.removeListener(signal, leave);
  }
  if (defect) throw defect;
  return store.current().run;
}
