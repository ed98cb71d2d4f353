import { ExitCode } from '../host/errors.js';
import { follow, latestRun, sendCommand } from '../runner/client.js';
import type { RunState } from '../state/run-state.js';
import { summaryLine } from '../state/selectors.js';
import { statusDocument } from './status-document.js';
import type { Command } from './types.js';
import { me } from './who.js';

/** A command that the runner carries out; ends when the run is as asked for. */
export const controlCommand =
  (name: 'cancel' | 'pause' | 'resume', reached: (state: RunState) => boolean): Command<{ take?: boolean }> =>
  async (io, options) => {
    const root = io.deployRoot();
    await sendCommand(root, name, me(), { take: options.take ?? false });
    let state = latestRun(root);
    if (state !== null && !reached(state)) {
      for await (const step of follow(root, state.id, io.interruptible())) {
        state = step.state;
        if (reached(state)) break;
      }
    }
    if (options.json) io.json(statusDocument(state));
    else if (!options.quiet) io.line(state === null ? 'The run has ended.' : summaryLine(state, Date.now()));
    return ExitCode.ok;
  };
