import type { Action } from './actions.js';
import type { Model } from './model.js';
import { update } from './update.js';

/** Keeps the model outside React. Actions of the operator show at once; what streams in shows at `intervalMs` at the most. */
export function createStore(initial: Model, intervalMs: number) {
  let model = initial;
  let shown = initial;
  let timer: NodeJS.Timeout | null = null;
  const listeners = new Set<() => void>();
  const show = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (shown === model) return;
    shown = model;
    for (const listener of listeners) listener();
  };
  return {
    /** The newest model, shown or not. */
    current: () => model,
    /** What is on the screen. */
    snapshot: () => shown,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(action: Action) {
      model = update(model, action);
      show();
    },
    stream(action: Action) {
      const next = update(model, action);
      if (next === model) return;
      model = next;
      timer ??= setTimeout(show, intervalMs);
    },
    close() {
      if (timer) clearTimeout(timer);
      listeners.clear();
    },
  };
}

export type Store = ReturnType<typeof createStore>;
