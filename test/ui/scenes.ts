import type { RunEvent } from '../../src/state/events.js';
import type { PastUnit } from '../../src/state/history.js';
import { reduce } from '../../src/state/reduce.js';
import type { RunState } from '../../src/state/run-state.js';
import type { Action } from '../../src/ui/actions.js';
import { initialModel, type Model, type Screen } from '../../src/ui/model.js';
import { update } from '../../src/ui/update.js';
import { finishedEvent, startedRun } from '../state/events.js';
import { planOf, unitOf } from '../state/plan.js';

const PROFILES = [
  { name: 'smechos', title: 'SmechOS', summary: 'KDE Plasma on OpenRC, as a raw disk image' },
  { name: 'smechvisor', title: 'SmechVisor', summary: 'A small host for virtual machines on musl, as ISO images' },
];
const ID = '20260115-143502-9f3c';
const minute = (n: number) => new Date(Date.UTC(2026, 0, 15, 14, 35 + n)).toISOString();
const band = (seconds: number) => ({
  estimateSeconds: seconds,
  estimateLowSeconds: seconds * 0.9,
  estimateHighSeconds: seconds * 1.2,
});

const PLAN = planOf(
  [
    unitOf('10_bootstrap_musl/musl', { ...band(90) }),
    unitOf('10_bootstrap_musl', { needs: ['10_bootstrap_musl/musl'], ...band(4) }),
    unitOf('compile_kernel/linux', { state: 'stale', willRun: true, needs: ['10_bootstrap_musl'], ...band(1500) }),
    unitOf('compile_kernel', { state: 'stale', willRun: true, needs: ['compile_kernel/linux'], ...band(20) }),
    unitOf('deploy_openrc', { state: 'never', willRun: true, needs: ['compile_kernel'] }),
    unitOf('17_my_step', { kind: 'script', state: 'failed', willRun: true, needs: ['deploy_openrc'], ...band(61) }),
  ],
  {
    '10_bootstrap_musl': { group: 'Phase 1: Ground', summary: 'musl, built for the target alone.' },
    compile_kernel: { group: 'Phase 2: System', why: ['its option CONFIG_KVM changed'], prebuilt: ['openrc'] },
    deploy_openrc: { group: 'Phase 2: System', why: ['has not run yet'] },
    '17_my_step': { group: 'Phase 2: System', path: 'bin/17_my_step.sh', why: ['failed in its last run'] },
  },
);

const LOG = '/root/.smechdeploy/runs/1/units/compile_kernel~linux/log';
const planned = (name: string, estimateSeconds: number | null, willRun = true) => ({
  ...startedRun(ID).phases[1],
  name,
  title: name,
  willRun,
  estimateSeconds,
  group: null,
  kind: 'builtin' as const,
  path: null,
  prebuilt: [],
  recipes: [],
});
const EVENTS: RunEvent[] = [
  {
    ...startedRun(ID),
    at: minute(0),
    phases: [
      planned('10_bootstrap_musl', 90),
      {
        ...planned('compile_kernel', 20),
        recipes: [{ name: 'linux', title: 'Linux', willRun: true, estimateSeconds: 1500 }],
      },
      planned('deploy_openrc', null),
    ],
  },
  { type: 'unit.started', at: minute(0), unit: '10_bootstrap_musl', pid: 10, log: '/log/musl' },
  { ...finishedEvent('10_bootstrap_musl', 'done'), at: minute(2), durationSeconds: 95 },
  { type: 'unit.started', at: minute(2), unit: 'compile_kernel/linux', pid: 11, log: LOG },
  {
    type: 'unit.progress',
    at: minute(12),
    unit: 'compile_kernel/linux',
    done: 1200,
    total: 2600,
    label: 'net/ipv4/tcp.o',
  },
  {
    type: 'unit.usage',
    at: minute(12),
    unit: 'compile_kernel/linux',
    cpuSeconds: 1130,
    memoryBytes: 812 * 2 ** 20,
    lastOutputAt: minute(12),
  },
];
const run = EVENTS.reduce<RunState | null>(reduce, null);

/** The kernel's recipe fails, and with it the run. */
const FAILURE: RunEvent[] = [
  {
    ...finishedEvent('compile_kernel/linux', 'failed'),
    at: minute(13),
    durationSeconds: 660,
    exitCode: 1,
    error: {
      message: `compile_kernel/linux: the step "compile" exited with 2: net/ipv4/tcp.c:81:10: fatal error: net/tcp.h: No such file or directory (line 1204 of ${LOG}).`,
      line: 'net/ipv4/tcp.c:81:10: fatal error: net/tcp.h: No such file or directory',
      lineNumber: 1204,
      rerun: 'smechdeploy-tui run compile_kernel/linux --profile smechvisor --root /root --target /target',
      context: [
        { number: 1203, text: '  CC      net/ipv4/tcp.o' },
        { number: 1204, text: 'net/ipv4/tcp.c:81:10: fatal error: net/tcp.h: No such file or directory' },
        { number: 1205, text: '   81 | #include <net/tcp.h>' },
        { number: 1206, text: 'compilation terminated.' },
      ],
      step: {
        title: 'compile',
        argv: ['make', '-j2', 'bzImage', 'modules'],
        cwd: '/root/.smechdeploy/work/compile_kernel~linux/build',
        environment: { CFLAGS: '-O2 -pipe', CC: 'gcc', SOURCE_DATE_EPOCH: '1767225600', HOME: '/h', PATH: '/bin' },
        wholeEnvironment: true,
      },
    },
  },
  {
    type: 'run.finished',
    at: minute(13),
    state: 'failed',
    exitCode: 1,
    summary: 'Failed after 13m: compile_kernel/linux; 1 unit ended well.',
    artifacts: [],
  },
];

const unit = (name: string, seconds: number, before: number | null): PastUnit => ({
  unit: name,
  profile: 'smechvisor',
  result: 'done',
  durationSeconds: seconds,
  cpuSeconds: seconds * 1.8,
  peakMemoryBytes: seconds * 2 ** 20,
  jobs: 2,
  at: minute(30),
  runId: ID,
  log: LOG,
  earlier:
    before === null
      ? null
      : { runs: 4, durationSeconds: before, cpuSeconds: before * 1.8, peakMemoryBytes: before * 2 ** 20 },
});
const past = {
  id: ID,
  profile: 'smechvisor',
  target: '/target',
  state: 'done' as const,
  command: 'smechdeploy-tui run',
  startedAt: minute(0),
  endedAt: minute(30),
  durationSeconds: 1800,
  exitCode: 0,
  summary: 'All 4 units are done.',
};
const finding = { state: 'ok' as const, fix: null, package: null, atLeast: null };

/** What is on the screen after these actions, on fixed data and at a fixed time. */
function scene(screen: Screen, ...actions: Action[]): Model {
  const begin = {
    ...initialModel(PROFILES, 'smechvisor', '/target', Date.parse(minute(12)) + 4000),
    screen: 'phases' as const,
  };
  const all: Action[] = [
    { type: 'plan.loaded', plan: { ...PLAN, target: '/target' } },
    { type: 'show', screen },
  ];
  return [...all, ...actions].reduce(update, begin);
}

export const scenes: Record<string, Model> = {
  profile: scene('profile', { type: 'move', by: 1 }),
  phases: scene('phases', { type: 'move', by: 1 }),
  run: scene('run', { type: 'run.changed', run }, { type: 'show', screen: 'run' }),
  failure: scene(
    'run',
    { type: 'run.changed', run },
    { type: 'run.changed', run: FAILURE.reduce<RunState | null>(reduce, run) },
  ),
  history: scene('history', {
    type: 'history.loaded',
    runs: [
      past,
      {
        ...past,
        id: '20260114-090011-0b1d',
        startedAt: minute(-1780),
        durationSeconds: 65,
        state: 'failed',
        exitCode: 1,
      },
    ],
  }),
  units: scene('historyRun', {
    type: 'history.chosen',
    chosen: {
      run: past,
      units: [unit('compile_kernel/linux', 1700, 1500), unit('compile_kernel', 20, 20), unit('deploy_openrc', 3, null)],
    },
  }),
  doctor: scene('doctor', {
    type: 'doctor.seen',
    report: {
      schemaVersion: 1,
      profile: 'smechvisor',
      target: '/target',
      ok: false,
      installed: [],
      findings: [
        { ...finding, what: 'tar', detail: '1.35 /usr/bin/tar' },
        {
          ...finding,
          what: 'bc',
          state: 'missing',
          detail: 'Debian package bc',
          package: 'bc',
          fix: '`sudo apt-get install -y --no-install-recommends bc`',
        },
        { ...finding, what: 'KVM', state: 'warning', detail: 'no /dev/kvm', fix: 'images boot slowly without it' },
      ],
    },
  }),
  settings: scene(
    'settings',
    { type: 'preferences', preferences: { jobs: 6, theme: 'dark', bell: false } },
    {
      type: 'shared.loaded',
      shared: {
        file: '/root/smechdeploy.json',
        defaultJobs: 2,
        jobsFlag: null,
        mirrors: ['https://mirror.example/sources'],
        versions: [],
        imageSizes: 'root 4096 MiB, boot 128 MiB',
      },
    },
    { type: 'move', by: 2 },
  ),
  palette: scene(
    'phases',
    { type: 'palette.open' },
    ...[...'go to'].map((insert): Action => ({ type: 'palette.edit', key: { insert } })),
  ),
  help: scene('phases', { type: 'show', screen: 'help' }, { type: 'move', by: 4 }),
};
