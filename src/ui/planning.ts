import { sentenceOf } from '../state/sentence-of.js';
import type { Backend } from './backend.js';
import type { Store } from './store.js';
import { staleNames } from './ticks.js';

/** Plans what is chosen, and starts what is ticked. */
export function createPlanning(store: Store, backend: Backend, report: (error: unknown) => void) {
  const { dispatch } = store;

  async function loadPlan(): Promise<void> {
    const { profile, target } = store.current();
    try {
      const plan = await backend.plan(profile, target);
      const now = store.current();
      if (now.profile === profile && now.target === target) dispatch({ type: 'plan.loaded', plan });
    } catch (error) {
      dispatch({ type: 'plan.failed', message: sentenceOf(error) });
    }
  }

  /** Shows what is being done until it is; a failure becomes a notice. */
  async function busy(text: string, work: () => Promise<void>): Promise<void> {
    dispatch({ type: 'busy', text });
    try {
      await work();
    } catch (error) {
      report(error);
    } finally {
      dispatch({ type: 'busy', text: null });
    }
  }

  async function start(): Promise<void> {
    const { plan, ticks, profile } = store.current();
    if (!plan) return;
    // All that is stale is asked for without names: then an unchanged result stops what would follow from it.
    const stale = staleNames(plan.phases);
    const allStale = stale.length === ticks.length && stale.every((name) => ticks.includes(name));
    const named = plan.phases.flatMap(({ name }) => (ticks.includes(name) ? [name] : []));
    const phases = allStale ? [] : named;
    await busy('Starting', () => backend.start({ profile, target: plan.target, phases }));
  }

  async function chooseProfile(): Promise<void> {
    const model = store.current();
    const profile = model.profiles[model.cursor.profile];
    if (!profile) return;
    dispatch({ type: 'profile.choose', profile: profile.name });
    await backend.rememberProfile(profile.name).catch(report);
    await loadPlan();
  }

  return { busy, loadPlan, start, chooseProfile };
}
