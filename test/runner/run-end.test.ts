import { describe, expect, it } from 'vitest';
import { runEnd } from '../../src/runner/run-end.js';
import type { UnitResult } from '../../src/state/events.js';

const end = (results: Record<string, UnitResult>, failedWith: number | null) =>
  runEnd({ results: new Map(Object.entries(results)), failedWith }, false, Object.keys(results).length, 3, []);

describe('the end of a run', () => {
  it('names what failed and what was blocked', () => {
    const results = { 'p/a': 'done', 'p/b': 'failed', 'p/c': 'blocked', p: 'blocked', q: 'done' } as const;
    expect(end(results, 1)).toMatchObject({
      state: 'failed',
      exitCode: 1,
      summary: 'Failed after 3s: p/b; blocked: p/c, p; 2 units ended well.',
    });
  });

  it('counts what would be too many names', () => {
    const blocked = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`b${index}`, 'blocked' as const]));
    expect(end({ x: 'failed', y: 'interrupted', ...blocked }, 3)).toMatchObject({
      exitCode: 3,
      summary: 'Failed after 3s: x, y; blocked: b0, b1, b2, b3, b4 and 3 more; 0 units ended well.',
    });
  });

  it('is told in the same seconds as the history tells it', () => {
    const took = (seconds: number) => runEnd({ results: new Map(), failedWith: null }, false, 0, seconds, []).summary;
    expect(took(6.7)).toMatch(/^Done in 7s:/);
    expect(took(3599.6)).toMatch(/^Done in 1h:/);
    expect(took(0.0084)).toMatch(/^Done in 8ms:/);
  });

  it('that went well blocks nothing', () => {
    expect(end({ a: 'done', b: 'cached' }, null).summary).toBe('Done in 3s: 1 unit ran, 1 taken as before.');
  });
});
