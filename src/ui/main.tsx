import { render, renderToString } from 'ink';
import type { RunState } from '../state/run-state.js';
import { App, Frame } from './app.js';
import type { Backend } from './backend.js';
import { lookFor } from './components/look.js';
import { createController } from './controller.js';
import { initialModel } from './model.js';
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
  const { profile, target, preferences } = backend.initial;
  const aloud = env.INK_SCREEN_READER === 'true';
  const store = createStore(
    { ...initialModel(backend.profiles, profile, target, Date.now()), preferences },
    aloud ? ALOUD_MS : env.SSH_CONNECTION ? SSH_MS : LOCAL_MS,
  );
  let leave = (_signal?: string) => {};
  const terminal = createTerminal(process.stdin, process.stdout);
  const plainFrame = () => {
    const model = store.current();
    const look = lookFor(env, model.preferences, model.size, aloud);
    return renderToString(<Frame model={model} look={look} />, { columns: model.size.columns });
  };
  const controller = createController(store, backend, { terminal, plainFrame, leave: () => leave() });
  const app = render(<App store={store} controller={controller} terminal={terminal} env={env} onReady={onReady} />, {
    alternateScreen: !aloud,
    incrementalRendering: true,
    maxFps: 60,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  // While the terminal is lent, ctrl-c is for whom it was lent to.
  leave = (signal?: string) => {
    if (signal === 'SIGINT' && terminal.isLent()) return;
    app.unmount();
  };
  const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, leave);
  controller.open();
  try {
    await app.waitUntilExit();
  } finally {
    terminal.close();
    controller.close();
    for (const signal of signals) process.removeListener(signal, leave);
  }
  return store.current().run;
}
