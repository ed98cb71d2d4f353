import type { RunEvent } from '../../src/state/events.js';

const at = '2026-01-01T00:00:00.000Z';

/** Phases a (recipes one and two) and b, of which only a runs. */
export function startedRun(runId: string): Extract<RunEvent, { type: 'run.started' }> {
  const common = { group: null, kind: 'builtin' as const, path: null, prebuilt: [], estimateSeconds: null };
  const recipe = (name: string) => ({ name, title: name, willRun: true, estimateSeconds: 10 });
  return {
    type: 'run.started',
    at,
    runId,
    profile: 'smechvisor',
    root: '/root',
    target: '/target',
    jobs: 2,
    pid: 1,
    command: 'smechdeploy-tui run',
    phases: [
      { ...common, name: 'a', title: 'A', willRun: true, recipes: [recipe('one'), recipe('two')] },
      { ...common, name: 'b', title: 'B', willRun: false, recipes: [] },
    ],
  };
}

type Finished = Extract<RunEvent, { type: 'unit.finished' }>;

export function finishedEvent(unit: string, result: Finished['result'], more: Partial<Finished> = {}): Finished {
  return {
    type: 'unit.finished',
    at,
    unit,
    result,
    exitCode: null,
    signal: null,
    durationSeconds: 1,
    cpuSeconds: null,
    peakMemoryBytes: null,
    fingerprint: null,
    error: null,
    ...more,
  };
}
