import { onTestFinished } from 'vitest';
import type { Backend } from '../../src/ui/backend.js';
import { createController } from '../../src/ui/controller.js';
import { initialModel, type Model } from '../../src/ui/model.js';
import { createStore } from '../../src/ui/store.js';
import { createTerminal } from '../../src/ui/terminal.js';

const never = () => new Promise<never>(() => undefined);
const nothing = () => Promise.resolve();

/** A backend without a machine behind it: what is asked is never answered, what is told is taken. */
const silent: Backend = {
  root: '/root',
  profiles: [],
  initial: { profile: 'smechvisor', target: null, preferences: {} },
  prefer: nothing,
  plan: never,
  overview: never,
  targetProblem: never,
  start: nothing,
  command: nothing,
  close: () => undefined,
  shell: nothing,
  follow: never,
  openLog: never,
  page: nothing,
  tail: never,
  rememberProfile: nothing,
  keepTarget: never,
  completeFolder: never,
  pastRuns: never,
  pastUnits: never,
  examine: never,
  install: nothing,
  shared: never,
};

/** Keys and what they do to the model, with what a test says of the backend. */
export function openController(backend: Partial<Backend> = {}, model: Partial<Model> = {}) {
  const store = createStore({ ...initialModel([], 'smechvisor', null, 0), ...model }, 1);
  const terminal = createTerminal(process.stdin, process.stdout);
  const controller = createController(
    store,
    { ...silent, ...backend },
    {
      terminal,
      plainFrame: () => '',
      leave: () => undefined,
    },
  );
  onTestFinished(() => controller.close());
  return { store, controller, notice: () => store.current().notice?.text ?? null };
}
