import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRunId } from '../../src/runner/run-folder.js';

const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

describe('a run id', () => {
  it('says when its run began', () => {
    expect(newRunId(new Date('2026-01-15T14:35:02.7Z'), null)).toMatch(/^20260115-143502-0[0-9a-f]{3}$/);
  });

  it('sorts after the one before, in the same second and with a clock that was set back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(instant, fc.constant(new Date('2026-01-15T14:35:02Z'))), { minLength: 2 }),
        (times) => {
          let latest: string | null = null;
          for (const time of times) {
            const id = newRunId(time, latest);
            expect(id).toMatch(/^\d{8}-\d{6}-[0-9a-f]{4}$/);
            expect(latest === null || id > latest).toBe(true);
            latest = id;
          }
        },
      ),
    );
  });
});
