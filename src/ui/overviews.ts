import type { ProfileOverview } from '../state/profiles-document.js';
import { sentenceOf } from '../state/sentence-of.js';
import type { Backend } from './backend.js';
import type { Model } from './model.js';
import type { Store } from './store.js';

export type OverviewAction =
  | { type: 'overview.loaded'; overview: ProfileOverview; now: number }
  | { type: 'overview.failed'; profile: string; problem: string };

/** What is known of a profile: not yet anything, all there is, or why nothing can be told. */
export type KnownProfile = { overview: ProfileOverview } | { problem: string } | undefined;

export function updateOverviews(model: Model, action: OverviewAction): Model {
  const { overviews } = model;
  if (action.type === 'overview.failed')
    return { ...model, overviews: { ...overviews, [action.profile]: { problem: action.problem } } };
  const { overview, now } = action;
  return { ...model, now, overviews: { ...overviews, [overview.name]: { overview } } };
}

/** Loads what there is of each profile whenever their screen comes up, and again when a run begins or ends while it is shown. */
export function watchOverviews(store: Store, backend: Backend): void {
  let seen = '';
  store.subscribe(() => {
    const { screen, run } = store.current();
    const now = screen === 'profile' ? `${run?.id} ${run?.state}` : '';
    if (now !== '' && now !== seen) void loadAll();
    seen = now;
  });

  /** One after the other, the chosen one first: each asks much of the disk. */
  async function loadAll(): Promise<void> {
    const { profiles, profile, target } = store.current();
    const chosen = profiles.filter(({ name }) => name === profile);
    const others = profiles.filter(({ name }) => name !== profile);
    for (const { name } of [...chosen, ...others]) await load(name, name === profile ? target : null);
  }

  async function load(profile: string, target: string | null): Promise<void> {
    try {
      const overview = await backend.overview(profile, target);
      store.dispatch({ type: 'overview.loaded', overview, now: Date.now() });
    } catch (error) {
      const problem = sentenceOf(error);
      store.dispatch({ type: 'overview.failed', profile, problem });
    }
  }
}
