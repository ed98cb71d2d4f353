import { appendFileSync, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { createControl } from '../../src/runner/control.js';
import type { Assessment, PlanUnit } from '../../src/runner/plan-types.js';
import { runEnd } from '../../src/runner/run-end.js';
import { type Run, runUnits } from '../../src/runner/run-units.js';
import type { RunEvent } from '../../src/state/events.js';
import { planOf } from '../state/plan.js';
import { planUnit } from './plan-unit.js';
import { temporaryFolder, until } from './tools.js';

interface Fake {
  kind?: PlanUnit['kind'];
  needs?: string[];
  /** What its process runs; UNIT is its folder, ROOT the deploy root. */
  script?: string;
  result?: Assessment['result'];
}

/** A run of units whose processes are small shell programs, planned by hand. */
function fakeRun(
  fakes: Record<string, Fake>,
  more: {
    jobs?: number;
    keepGoing?: boolean;
    sources?: string[];
    refuse?: string;
    leftOut?: string[];
    withSource?: string[];
    /** Units that the plan has no longer once sources are there. */
    goneThen?: string[];
  } = {},
) {
  const root = temporaryFolder();
  const events: RunEvent[] = [];
  const recorded: string[] = [];
  const append = (event: RunEvent) => void events.push(event);
  const control = createControl(append);
  let units = Object.entries(fakes).map(([unit, { kind = 'recipe', needs = [] }]) => planUnit(unit, kind, needs));
  const run: Run = {
    control,
    append,
    options: {
      layout: layoutOf(root),
      runId: '20260101-000000-abcd',
      profile: 'smechvisor',
      target: path.join(root, 'target'),
      jobs: more.jobs ?? 2,
      serial: false,
      keepGoing: more.keepGoing ?? false,
      offline: false,
      noPrebuilt: false,
      reference: '/mnt/reference',
      strict: false,
      rerun: (unit) => `again ${unit}`,
    },
    plan: {
      chosen: 0,
      leftOut: more.leftOut ?? [],
      document: planOf([]),
      units: () => units,
      refresh: async () => {
        recorded.push('refreshed');
        units = units.filter(({ unit }) => !more.goneThen?.includes(unit));
      },
      missingSources: async (wanted) =>
        wanted.some(({ unit }) => more.withSource?.includes(unit) ?? true) ? (more.sources ?? []) : [],
      missingBuildRoots: async () => [],
      assess: async ({ unit }) => ({ fingerprint: `of ${unit}`, inputs: {}, result: fakes[unit]?.result ?? 'none' }),
      records: {
        started: async (unit) => void recorded.push(`${unit} started`),
        succeeded: async ({ unit }) => {
          if (unit === more.refuse) throw new Error(`${unit} left nothing`);
          recorded.push(`${unit} succeeded`);
        },
        ended: async (unit, result) => void recorded.push(`${unit} ${result}`),
      },
      command: (dir) => [
        'bash',
        '-c',
        `UNIT=${dir} ROOT=${root}; ${fakes[path.basename(dir).replace('~', '/')]?.script ?? ':'}`,
      ],
      artifacts: async () => [],
    },
  };
  return {
    root,
    run,
    events,
    recorded,
    control,
    order: () => events.flatMap((event) => (event.type === 'unit.started' ? [event.unit] : [])),
  };
}

/** Why units ended as they did, where it is told. */
const sentences = (events: RunEvent[]) =>
  events.flatMap((event) => (event.type === 'unit.finished' && event.error ? [event.error.message] : []));

/** Where the kernel's memory groups of version 1 are, to have a real shortage. */
const cgroups = '/sys/fs/cgroup/memory';

const marks = (name: string, before = '') => `echo ${name} >> "$ROOT/order"; ${before}`;

describe('runUnits', { timeout: 30_000 }, () => {
  it('runs two units at a time and starts none before what it needs has ended', async () => {
    const wait = (other: string) => `touch "$ROOT/$\{UNIT##*/}"; while [ ! -e "$ROOT/${other}" ]; do sleep 0.02; done`;
    const { run, root } = fakeRun({
      'p/a': { script: wait('p~b') },
      'p/b': { script: wait('p~a') },
      'p/c': { script: marks('c') },
      p: { kind: 'phase', needs: ['p/a', 'p/b', 'p/c'], script: marks('p') },
    });
    const { results, failedWith } = await runUnits(run);
    expect(failedWith).toBeNull();
    expect([...results.values()]).toEqual(['done', 'done', 'done', 'done']);
    expect(readFileSync(path.join(root, 'order'), 'utf8')).toBe('c\np\n');
  });

  it('leaves out what is to be left out, and what needs it, and runs the rest', async () => {
    const { run, events, order } = fakeRun(
      { 'p/a': {}, p: { kind: 'phase', needs: ['p/a'] }, q: { needs: ['p'] }, r: {} },
      { leftOut: ['p/a', 'p'] },
    );
    const end = await runUnits(run);
    expect(Object.fromEntries(end.results)).toEqual({ 'p/a': 'skipped', p: 'skipped', q: 'blocked', r: 'done' });
    expect(order()).toEqual(['r']);
    expect(events.filter((event) => event.type === 'unit.finished')).toHaveLength(4);
    expect(sentences(events)).toEqual(['q needs p, which is left out.']);
    expect(runEnd(end, false, 4, 5, [])).toMatchObject({
      state: 'done',
      exitCode: 0,
      summary: 'Done in 5s without p/a, p and 1 unit in need of that: 1 unit ran, none taken as before.',
    });
  });

  it('starts no process for what is fresh or cached', async () => {
    const { run, order, events, recorded } = fakeRun({
      a: { result: 'fresh' },
      b: { result: 'cached' },
      c: { needs: ['a', 'b'] },
    });
    expect([...(await runUnits(run)).results.values()]).toEqual(['fresh', 'cached', 'done']);
    expect(order()).toEqual(['c']);
    expect(recorded).toEqual(['c started', 'c succeeded']);
    expect(events.filter((event) => event.type === 'unit.finished').map((event) => event.fingerprint)).toEqual([
      'of a',
      'of b',
      'of c',
    ]);
  });

  it('fetches first, and runs nothing when that fails', async () => {
    const fetching = fakeRun({ a: {} }, { sources: ['musl'] });
    await runUnits(fetching.run);
    expect(fetching.order()).toEqual(['sources', 'a']);
    const failing = fakeRun({ a: {}, sources: { script: 'exit 3', needs: ['never'] } }, { sources: ['musl'] });
    const { failedWith } = await runUnits(failing.run);
    expect(failedWith).toBe(3);
    expect(failing.order()).toEqual(['sources']);
  });

  it('goes on with what needs no source that could not be had', async () => {
    const failing = fakeRun(
      { a: {}, b: {}, c: { needs: ['a'] }, sources: { script: 'exit 3', needs: ['never'] } },
      { sources: ['musl'], withSource: ['a'], keepGoing: true },
    );
    const { failedWith, results } = await runUnits(failing.run);
    expect(failedWith).toBe(3);
    expect(Object.fromEntries(results)).toEqual({ sources: 'failed', a: 'blocked', b: 'done', c: 'blocked' });
    expect(failing.events).toContainEqual(
      expect.objectContaining({
        unit: 'a',
        error: expect.objectContaining({ message: 'a needs musl, which could not be had.' }),
      }),
    );
  });

  it('says of what is in the cache once sources are there that it is taken as before', async () => {
    const { run, order, events } = fakeRun(
      { 'p/a': { result: 'cached' }, p: { kind: 'phase' } },
      { sources: ['tzdata'], goneThen: ['p/a'] },
    );
    const end = await runUnits(run);
    expect(order()).toEqual(['sources', 'p']);
    expect(Object.fromEntries(end.results)).toEqual({ sources: 'done', 'p/a': 'cached', p: 'done' });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'unit.finished', unit: 'p/a', result: 'cached', fingerprint: 'of p/a' }),
    );
  });

  it('fetches nothing for what is left out', async () => {
    const { run, order } = fakeRun({ a: {} }, { sources: ['musl'], leftOut: ['a'] });
    await runUnits(run);
    expect(order()).toEqual([]);
  });

  it('stops at a failure, or goes on with what does not depend on it', async () => {
    const units = {
      a: { script: 'echo "x.c:1:1: error: bad"; exit 1' },
      b: { needs: ['a'] },
      c: {},
      d: { needs: ['c'] },
    };
    const stopped = await runUnits(fakeRun(units, { jobs: 1 }).run);
    expect(Object.fromEntries(stopped.results)).toEqual({ a: 'failed', b: 'blocked' });
    const going = fakeRun(units, { jobs: 1, keepGoing: true });
    const { results, failedWith } = await runUnits(going.run);
    expect(Object.fromEntries(results)).toEqual({ a: 'failed', b: 'blocked', c: 'done', d: 'done' });
    expect(failedWith).toBe(1);
    const failed = going.events.find((event) => event.type === 'unit.finished' && event.unit === 'a');
    expect(failed).toMatchObject({
      exitCode: 1,
      error: { line: 'x.c:1:1: error: bad', lineNumber: 1, rerun: 'again a' },
    });
    expect(going.recorded).toContain('a failed');
  });

  it('counts a unit as failed that exits with 0 and has not left what it should', async () => {
    const { run, events } = fakeRun({ a: {} }, { refuse: 'a' });
    expect((await runUnits(run)).results.get('a')).toBe('failed');
    expect(events.at(-1)).toMatchObject({
      type: 'unit.finished',
      result: 'failed',
      error: { message: expect.stringContaining('a left nothing') },
    });
  });

  it('takes a unit at its own word for why it failed', async () => {
    const { run, events } = fakeRun({
      a: { script: `echo '{"type":"error","message":"The disk is full."}' >> "$UNIT/events.ndjson"; exit 1` },
    });
    await runUnits(run);
    expect(events.at(-1)).toMatchObject({ error: { message: 'The disk is full.' } });
  });

  it('passes on messages, and of much progress at most two reports a second and the last', async () => {
    const { run, events, root } = fakeRun({
      a: {
        script: `echo '{"type":"message","level":"warning","text":"kept etc/fstab"}' >> "$UNIT/events.ndjson"; while [ ! -e "$ROOT/go" ]; do sleep 0.02; done`,
      },
    });
    const ended = runUnits(run);
    await until('the start', () => events.some((event) => event.type === 'unit.message'));
    const reports = path.join(run.options.layout.runs, run.options.runId, 'units/a/events.ndjson');
    const begun = Date.now();
    for (let done = 1; done <= 60; done++) {
      appendFileSync(reports, `${JSON.stringify({ type: 'progress', done, total: 60, label: 'x' })}\n`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    appendFileSync(path.join(root, 'go'), '');
    await ended;
    const progress = events.filter((event) => event.type === 'unit.progress');
    expect(progress.length).toBeLessThanOrEqual(2 * ((Date.now() - begun) / 1000) + 2);
    expect(progress.at(-1)).toMatchObject({ done: 60 });
  });

  it('starts nothing while it is paused, leaves the pause out of durations, and ends at once when cancelled', async () => {
    const { run, control, order, events } = fakeRun({
      a: { script: 'sleep 0.3' },
      b: { needs: ['a'], script: 'sleep 300' },
    });
    const ended = runUnits(run);
    await until('the start', () => order().includes('a'));
    control.pause('me');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(events.some((event) => event.type === 'unit.finished')).toBe(false);
    control.resume('me');
    await until('the next', () => order().includes('b'));
    const first = events.find((event) => event.type === 'unit.finished');
    expect(first?.type === 'unit.finished' && first.durationSeconds).toBeLessThan(1.4);
    control.cancel('me');
    expect((await ended).results.get('b')).toBe('cancelled');
    expect(existsSync(path.join(run.options.layout.state, 'history.ndjson'))).toBe(true);
  });

  it.skipIf(!existsSync(cgroups) || process.getuid?.() !== 0)(
    'tries a unit again with half the jobs when memory ran out, in the same log',
    async () => {
      const group = path.join(cgroups, `smech-test-${process.pid}`);
      mkdirSync(group);
      writeFileSync(path.join(group, 'memory.limit_in_bytes'), String(60e6));
      const hungry = [
        'echo $$ > GROUP/cgroup.procs',
        'jobs=$(sed \'s/.*"jobs":\\([0-9]*\\).*/\\1/\' "$UNIT/request.json")',
        'echo "with $jobs jobs"',
        'python3 -c "bytearray($jobs * 20 * 2**20)"',
      ];
      const { run, root, events } = fakeRun(
        { 'a/x': { script: hungry.join('; ').replace('GROUP', group) } },
        { jobs: 4 },
      );
      try {
        const { results } = await runUnits(run);
        expect(results.get('a/x')).toBe('done');
      } finally {
        await until('the group to be empty', () => readFileSync(path.join(group, 'cgroup.procs'), 'utf8') === '');
        rmdirSync(group);
      }
      expect(events.flatMap((event) => (event.type === 'unit.message' ? [event.text] : []))).toEqual([
        'Memory ran out with 4 jobs: it is tried again with 2.',
      ]);
      const log = readFileSync(path.join(root, '.smechdeploy/runs', run.options.runId, 'units/a~x/log'), 'utf8');
      expect(log).toContain('with 4 jobs');
      expect(log).toContain('with 2 jobs');
    },
  );
});
