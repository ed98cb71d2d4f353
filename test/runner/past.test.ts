import { appendFileSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { appendHistory } from '../../src/runner/history.js';
import { pastRuns, pastUnits } from '../../src/runner/past.js';
import { journalFile, runFolder } from '../../src/runner/run-folder.js';
import type { RunEvent } from '../../src/state/events.js';
import { growth } from '../../src/state/history.js';
import { temporaryFolder } from './tools.js';

const at = '2026-01-01T00:00:00.000Z';
const layoutWith = (runs: Record<string, RunEvent[]>) => {
  const layout = layoutOf(temporaryFolder());
  for (const [id, events] of Object.entries(runs)) {
    mkdirSync(runFolder(layout, id), { recursive: true });
    for (const event of events) appendFileSync(journalFile(layout, id), `${JSON.stringify(event)}\n`);
  }
  return layout;
};

const planned = (name: string) => ({
  name,
  title: name,
  group: null,
  kind: 'script' as const,
  path: null,
  willRun: true,
  estimateSeconds: null,
  prebuilt: [],
  recipes: [],
});
const started = (runId: string): RunEvent => ({
  type: 'run.started',
  at,
  runId,
  profile: 'smechvisor',
  root: '/r',
  target: '/t',
  jobs: 1,
  pid: 1,
  command: 'smechdeploy-tui run',
  phases: [planned('a'), planned('b')],
});
const unitEnded = (unit: string, result: 'done' | 'skipped'): RunEvent => ({
  type: 'unit.finished',
  at: '2026-01-01T00:01:00.000Z',
  unit,
  result,
  exitCode: 0,
  signal: null,
  durationSeconds: 60,
  cpuSeconds: 50,
  peakMemoryBytes: 1000,
  fingerprint: null,
  error: null,
});
const ended: RunEvent = {
  type: 'run.finished',
  at: '2026-01-01T00:02:00.000Z',
  state: 'done',
  exitCode: 0,
  summary: 'All went well.',
  artifacts: [],
};

const FIRST = '20260101-000000-0001';
const SECOND = '20260102-000000-0002';

describe('past runs', () => {
  it('tells ended runs by the ends of their journals, others by all of it', () => {
    const layout = layoutWith({
      [FIRST]: [started(FIRST), unitEnded('a', 'done'), ended],
      [SECOND]: [started(SECOND), unitEnded('a', 'done')],
    });
    expect(pastRuns(layout)).toMatchObject([
      { id: FIRST, state: 'done', durationSeconds: 120, summary: 'All went well.', profile: 'smechvisor' },
      { id: SECOND, state: 'interrupted', durationSeconds: null },
    ]);
  });

  it('compares each unit with the median of its good runs before, and with those of its profile alone', async () => {
    const layout = layoutWith({
      [SECOND]: [started(SECOND), unitEnded('a', 'done'), unitEnded('b', 'skipped'), ended],
    });
    const entry = (runId: string, durationSeconds: number, more: object = {}) =>
      appendHistory(layout, {
        unit: 'a',
        profile: 'smechvisor',
        result: 'done',
        durationSeconds,
        cpuSeconds: 25,
        peakMemoryBytes: null,
        jobs: 2,
        at,
        runId,
        ...more,
      });
    for (const seconds of [10, 40, 50]) entry(FIRST, seconds);
    entry(FIRST, 1, { result: 'failed' });
    entry(FIRST, 1, { profile: 'smechos' });
    entry(SECOND, 60, { cpuSeconds: 20, peakMemoryBytes: 7 });
    entry('20260103-000000-0003', 5000);
    const past = await pastUnits(layout, SECOND);
    const [a, b] = past?.units ?? [];
    expect(a).toMatchObject({
      unit: 'a',
      durationSeconds: 60,
      earlier: { runs: 3, durationSeconds: 40, cpuSeconds: 25, peakMemoryBytes: null },
    });
    expect(a && [growth(a, 'durationSeconds'), growth(a, 'cpuSeconds'), growth(a, 'peakMemoryBytes')]).toEqual([
      0.5,
      expect.closeTo(-0.2),
      null,
    ]);
    expect(b).toMatchObject({ unit: 'b', result: 'skipped', earlier: null });
    expect(await pastUnits(layout, '20990101-000000-0000')).toBeNull();
  });
});
