import { prerequisiteError } from '../host/errors.js';
import { latestRun } from '../runner/client.js';
import { isLive } from '../state/selectors.js';
import type { Command } from './types.js';
import { watchRun } from './watch-run.js';

/** Watches the run that goes on; leaving it does nothing to the run. */
export const command: Command = async (io, options) => {
  const root = io.deployRoot();
  const state = latestRun(root);
  if (!isLive(state)) {
    throw prerequisiteError(`No run goes on in ${root}: \`smechdeploy-tui status\` tells of the last one.`);
  }
  return watchRun(io, options, { root, runId: state.id, onSignal: 'detach' });
};
