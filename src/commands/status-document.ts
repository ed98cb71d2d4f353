import type { StatusDocument } from '../state/documents.js';
import type { RunState } from '../state/run-state.js';

/** `status --json`. */
export function statusDocument(state: RunState | null): StatusDocument {
  if (state === null) return { schemaVersion: 1, run: null, phases: [] };
  const { id, profile, target, pid, startedAt, endedAt, exitCode, summary, artifacts } = state;
  return {
    schemaVersion: 1,
    run: {
      id,
      state: state.state,
      profile,
      target,
      pid,
      startedAt,
      endedAt,
      exitCode,
      summary,
      artifacts,
      command: state.commander,
    },
    phases: state.phases.map((phase) => ({
      name: phase.name,
      state: phase.state,
      progress: phase.progress,
      startedAt: phase.startedAt,
      endedAt: phase.endedAt,
      exitCode: phase.exitCode,
      log: phase.log,
    })),
  };
}
