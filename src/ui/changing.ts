import type { Preferences } from '../state/preferences.js';
import type { Backend } from './backend.js';
import { currentSetting } from './settings.js';
import type { Store } from './store.js';

interface Doings {
  loadPlan: () => Promise<void>;
  /** Says a failure to the operator. */
  report: (error: unknown) => void;
}

/** Changes of the settings screen: they take effect at once and are kept. */
export function createChanging(store: Store, backend: Backend, { loadPlan, report }: Doings) {
  const { dispatch } = store;

  async function prefer(changes: Preferences): Promise<void> {
    dispatch({ type: 'preferences', preferences: { ...store.current().preferences, ...changes } });
    await backend.prefer(changes).catch(report);
    // Estimates go by the number of jobs.
    if ('jobs' in changes) await loadPlan();
  }

  async function reset(): Promise<void> {
    const { profile } = store.current();
    const change = currentSetting(store.current())?.change;
    if (change === 'jobs') await prefer({ jobs: undefined });
    else if (change === 'target') {
      dispatch({ type: 'edit.end', target: await backend.keepTarget(profile, null) });
      await loadPlan();
    } else if (change) await prefer(Object.fromEntries(Object.keys(change).map((name) => [name, undefined])));
  }

  return {
    prefer,
    /** The setting under the cursor: its next value, or the line to type one. */
    change(): void {
      const change = currentSetting(store.current())?.change;
      if (change === 'target' || change === 'jobs') dispatch({ type: 'edit.begin', field: change });
      else if (change) void prefer(change);
    },
    reset: () => void reset().catch(report),
    load: () => void backend.shared().then((shared) => dispatch({ type: 'shared.loaded', shared }), report),
  };
}
