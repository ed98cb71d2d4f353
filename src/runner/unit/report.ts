import { appendFileSync } from 'node:fs';
import type { UnitStep } from '../../state/events.js';
import type { UnitReport } from '../unit-files.js';

/** Tells the runner how a unit goes, by lines in the unit's event file. Progress is written at most five times a second. */
export function createReporter(file: string) {
  let lastProgress = Number.NEGATIVE_INFINITY;
  const write = (report: UnitReport) => appendFileSync(file, `${JSON.stringify(report)}\n`);
  return {
    progress(done: number, total: number | null, label: string) {
      const now = performance.now();
      if (now - lastProgress < 200 && done !== total) return;
      lastProgress = now;
      write({ type: 'progress', done, total, label });
    },
    /** What was reported so far says nothing of what begins now. */
    progressUnknown() {
      lastProgress = Number.NEGATIVE_INFINITY;
      write({ type: 'progress', done: 0, total: null, label: '' });
    },
    step: (step: UnitStep) => write({ type: 'step', ...step }),
    message: (level: 'info' | 'warning', text: string) => write({ type: 'message', level, text }),
    error: (message: string) => write({ type: 'error', message }),
  };
}

export type Reporter = ReturnType<typeof createReporter>;
