import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { makePlan } from '../../src/runner/plan.js';
import { openSession } from '../../src/runner/session.js';
import { PlanDocument } from '../../src/state/documents.js';
import { deployRoot } from './deploy-root.js';
import { temporaryFolder } from './tools.js';

describe('the plan of the project itself', () => {
  it('lists units so that what one needs and reads comes before it, with who reads whom', async () => {
    const folder = temporaryFolder();
    const env = { ...process.env, SMECHDEPLOY_CACHE_DIR: path.join(folder, 'cache'), SMECHDEPLOY_CONFIG_DIR: folder };
    const session = await openSession({
      root: packageFile('.'),
      profile: 'smechvisor',
      target: path.join(folder, 'target'),
      env,
    });
    const { document } = await makePlan(session, { names: [] }, { jobs: 4, serial: false });
    expect(PlanDocument.parse(document)).toEqual(document);
    const before = new Set<string>();
    for (const { unit, needs, reads } of document.units) {
      expect([...needs, ...reads].filter((name) => !before.has(name))).toEqual([]);
      before.add(unit);
    }
    const readers = (name: string) =>
      document.units.flatMap(({ unit, kind, reads }) => (kind === 'phase' && reads.includes(name) ? [unit] : []));
    expect(readers('compile_kernel')).toContain('15_build_smechvisor_install_iso');
    expect(readers('compile_kernel/linux')).toContain('compile_kernel');
    expect(document.unitsAtOnce).toBe(2);
    // Nothing ran here, yet each unit was measured elsewhere under the name that it has.
    expect(document.units.filter((one) => one.willRun && one.estimateBy !== 'elsewhere')).toEqual([]);
    expect(document.criticalPath.units.map(({ unit }) => unit)).toContain('compile_kernel/linux');
    expect(document.estimateSeconds).toBe(document.leastSeconds);
  }, 30_000);
});

it('refuses a build order without a phase whose recipes another one needs', async () => {
  const folder = temporaryFolder();
  const env = { ...process.env, SMECHDEPLOY_CACHE_DIR: path.join(folder, 'cache'), SMECHDEPLOY_CONFIG_DIR: folder };
  writeFileSync(path.join(folder, 'build_order.txt'), '03_compile_qt_deps\n04_compile_kde_stack\n');
  const session = await openSession({ root: folder, profile: 'smechos', target: path.join(folder, 'target'), env });
  await expect(makePlan(session, { names: ['04_compile_kde_stack'], withNeeds: true })).rejects.toMatchObject({
    exitCode: 2,
    message:
      '04_compile_kde_stack needs compile_mesa_stack, which the build order does not have: add its line before it.',
  });
}, 30_000);

describe('plan', () => {
  it('gives estimates with bands, the wall time and the critical path, from runs of this profile alone', async () => {
    const { root, cli } = deployRoot({ '01_a': 'true', '02_b': 'true' });
    mkdirSync(path.join(root, '.smechdeploy'));
    const ran = (unit: string, durationSeconds: number, profile = 'smechvisor') =>
      appendFileSync(
        path.join(root, '.smechdeploy/history.ndjson'),
        `${JSON.stringify({ unit, profile, result: 'done', durationSeconds, cpuSeconds: null, peakMemoryBytes: null, at: '2026-01-01T00:00:00.000Z', runId: `r${durationSeconds}` })}\n`,
      );
    ran('01_a', 60);
    ran('01_a', 100);
    ran('02_b', 10);
    ran('02_b', 9000, 'smechos');
    const first = PlanDocument.parse(JSON.parse((await cli('plan', '--json')).stdout));
    expect(
      first.phases.map(({ estimateSeconds, estimateLowSeconds, lastSeconds }) => [
        estimateSeconds,
        estimateLowSeconds,
        lastSeconds,
      ]),
    ).toEqual([
      [80, 70, 100],
      [10, null, 10],
    ]);
    expect(first).toMatchObject({ estimateSeconds: 90, estimateLowSeconds: null });
    ran('02_b', 10);
    const { stdout } = await cli('plan', '--jobs', '2');
    expect(stdout).toContain('2 phases would run, about 1m 30s (1m 20s to 1m 40s) with 2 units at a time');
    expect(stdout).toContain('critical path: 01_a (1m 20s) > 02_b (10s), 1m 30s');
  }, 30_000);
});
