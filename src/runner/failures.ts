import type { Layout } from '../host/layout.js';
import { unitsToRebuild } from '../state/selectors.js';
import { runState } from './client.js';
import { runIds } from './run-folder.js';

/** Units of the last run (of the last one of a profile) that did not end well, or were blocked by one that did not. */
export function lastFailures(layout: Layout, profile?: string): string[] {
  for (const id of [...runIds(layout)].reverse()) {
    const state = runState(layout.root, id);
    if (!state || (profile !== undefined && state.profile !== profile)) continue;
    return unitsToRebuild(state);
  }
  return [];
}
