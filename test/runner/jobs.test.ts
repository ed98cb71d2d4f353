import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultJobs, jobsFor } from '../../src/runner/jobs.js';

const GiB = 1024 ** 3;

describe('jobs', () => {
  it('are as many as processors, where a GiB is there for each', () => {
    expect(defaultJobs(16, 8 * GiB)).toBe(8);
    expect(defaultJobs(2, 24 * GiB)).toBe(2);
    expect(defaultJobs(4, GiB / 2)).toBe(1);
  });

  it('are fewer for a unit that held much before', () => {
    // 4 GiB a job, 80 % of 16 GiB: three beside nothing, one beside another unit.
    const use = { peakMemoryBytes: 16 * GiB, jobs: 4 };
    expect(jobsFor(use, 8, 1, 16 * GiB)).toBe(3);
    expect(jobsFor(use, 8, 2, 16 * GiB)).toBe(1);
    expect(jobsFor(null, 8, 2, GiB)).toBe(8);
  });

  it('never exceed what was asked for, nor fall to none', () => {
    const positive = fc.integer({ min: 1, max: 64 });
    const bytes = fc.integer({ min: 1, max: 2 ** 40 });
    fc.assert(
      fc.property(bytes, positive, positive, positive, bytes, (peakMemoryBytes, jobs, asked, beside, memory) => {
        const given = jobsFor({ peakMemoryBytes, jobs }, asked, beside, memory);
        expect(given).toBeGreaterThanOrEqual(1);
        expect(given).toBeLessThanOrEqual(asked);
      }),
    );
  });
});
