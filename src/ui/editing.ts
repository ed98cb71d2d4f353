import type { Preferences } from '../state/preferences.js';
import type { Backend } from './backend.js';
import { jobsOf } from './edit.js';
import { type EditKey, editKeyOf } from './line-edit.js';
import type { Store } from './store.js';

/** A value is looked at when no key was pressed for so long. */
const QUIET_MS = 150;

interface Doings {
  loadPlan: () => Promise<void>;
  prefer: (changes: Preferences) => Promise<void>;
  /** Says a failure to the operator. */
  report: (error: unknown) => void;
  leave: () => void;
}

/** Keys of the value that is edited: completion, a look at each value while it is typed, and its end. */
export function createEditing(store: Store, backend: Backend, { loadPlan, prefer, report, leave }: Doings) {
  const { dispatch } = store;
  let timer: NodeJS.Timeout | null = null;

  /** What is wrong with the value as it stands; null: nothing. The reducer takes the verdict on the latest value alone. */
  async function check(): Promise<string | null> {
    const { edit, profile } = store.current();
    if (!edit) return null;
    const problem = edit.field === 'jobs' ? problemOfJobs(edit.value) : await problemOfTarget(profile, edit.value);
    dispatch({ type: 'edit.checked', value: edit.value, problem });
    return problem;
  }

  const problemOfTarget = async (profile: string, value: string) =>
    value.trim() === '' ? null : backend.targetProblem(profile, value.trim());

  function change(key: EditKey): void {
    dispatch({ type: 'edit.key', key });
    checkSoon();
  }

  function checkSoon(): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void check().catch(report), QUIET_MS);
  }

  async function complete(): Promise<void> {
    const { edit } = store.current();
    if (edit?.field !== 'target') return;
    dispatch({ type: 'edit.completed', value: edit.value, candidates: await backend.completeFolder(edit.value) });
    if (store.current().edit?.value !== edit.value) checkSoon();
  }

  async function submit(): Promise<void> {
    if ((await check()) !== null) return;
    const { edit, profile } = store.current();
    if (!edit) return;
    const value = edit.value.trim();
    if (edit.field === 'jobs') {
      const typed = jobsOf(value);
      dispatch({ type: 'edit.cancel' });
      if ('jobs' in typed) await prefer({ jobs: typed.jobs ?? undefined });
      return;
    }
    const target = await backend.keepTarget(profile, value === '' ? null : value);
    dispatch({ type: 'edit.end', target });
    await loadPlan();
  }

  return {
    key(name: string): void {
      const key = editKeyOf(name);
      if (key) change(key);
      else if (name === 'enter') void submit().catch(report);
      else if (name === 'tab') void complete().catch(report);
      else if (name === 'esc') dispatch({ type: 'edit.cancel' });
      else if (name === 'ctrl-c') leave();
    },
    insert: (text: string) => change({ insert: text }),
    close(): void {
      if (timer) clearTimeout(timer);
    },
  };
}

function problemOfJobs(value: string): string | null {
  const typed = jobsOf(value);
  return 'problem' in typed ? typed.problem : null;
}
