import { describe, expect, it } from 'vitest';
import type { ProfileOverview } from '../../src/state/profiles-document.js';
import { profileLines } from '../../src/ui/profile-lines.js';

const now = Date.parse('2026-01-02T00:00:00.000Z');
const overview: ProfileOverview = {
  name: 'smechvisor',
  title: 'SmechVisor',
  summary: '',
  outputs: ['smechvisor-install-*.iso'],
  plan: {
    target: '/t',
    phases: 10,
    stale: 2,
    estimateSeconds: 100,
    estimateLowSeconds: 90,
    estimateHighSeconds: 130,
    leastSeconds: 100,
  },
  problem: null,
  lastRun: {
    id: 'r',
    state: 'done',
    startedAt: '2026-01-01T22:00:00.000Z',
    endedAt: '2026-01-01T23:00:00.000Z',
    durationSeconds: 3600,
    summary: 's',
  },
  artifacts: [
    {
      name: 'a.iso',
      path: '/i/a.iso',
      size: 2 ** 20,
      madeAt: '2026-01-01T23:59:50.000Z',
      madeBy: 'p',
      problem: null,
      verdict: null,
    },
  ],
};
const text = (known: Parameters<typeof profileLines>[0]) =>
  profileLines(known, now).map((line) => `${line.label}: ${line.text}`);

describe('profileLines', () => {
  it('tell what is built, how far it is, the last run and the artifacts', () => {
    expect(text({ overview })).toEqual([
      'builds: images/smechvisor-install-*.iso',
      'phases: 10, 2 not fresh; about 1:40 (1:30-2:10)',
      'target: /t',
      'last run: done 1h ago, took 1:00:00',
      'artifacts: a.iso  1 MiB, just now: not verified',
    ]);
  });

  it('say what is not known', () => {
    const unknown = { ...overview, plan: null, problem: 'No build order.', lastRun: null, artifacts: [] };
    expect(text({ overview: unknown }).slice(1)).toEqual([
      'phases: No build order.',
      'last run: none yet',
      'artifacts: none yet',
    ]);
    const plan = { ...overview.plan, estimateSeconds: null, leastSeconds: 60 } as ProfileOverview['plan'];
    expect(text({ overview: { ...overview, plan } })[1]).toBe(
      'phases: 10, 2 not fresh; at least 1:00, the rest unknown',
    );
    expect(text(undefined)).toEqual([': Looking what there is ...']);
    expect(profileLines({ problem: 'It is broken.' }, now)).toMatchObject([{ text: 'It is broken.', bad: true }]);
  });
});
