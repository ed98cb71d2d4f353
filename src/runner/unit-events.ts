import { type RunEvent, UnitStep } from '../state/events.js';
import type { UnitReport, UsageRecord } from './unit-files.js';

const PROGRESS_MS = 500;
const USAGE_MS = 5000;

/** Turns what a unit reports into journal events, at most two of progress a second and one of usage in five, but its first output at once. */
export function createUnitEvents(unit: string, append: (event: RunEvent) => void) {
  let progressAt = 0;
  let usageAt = 0;
  let silent = true;
  let waiting: Extract<UnitReport, { type: 'progress' }> | null = null;
  let error: string | null = null;
  let step: UnitStep | null = null;
  const at = () => new Date().toISOString();

  const flush = () => {
    if (!waiting) return;
    const { done, total, label } = waiting;
    waiting = null;
    progressAt = Date.now();
    append({ type: 'unit.progress', at: at(), unit, done, total, label });
  };
  return {
    report: (report: UnitReport) => {
      if (report.type === 'error') error = report.message;
      else if (report.type === 'step') step = UnitStep.parse(report);
      else if (report.type === 'message')
        append({ type: 'unit.message', at: at(), unit, level: report.level, text: report.text });
      else {
        waiting = report;
        if (Date.now() - progressAt >= PROGRESS_MS) flush();
      }
    },
    usage: (usage: UsageRecord) => {
      if (Date.now() - progressAt >= PROGRESS_MS) flush();
      const speaks = silent && usage.lastOutputAt !== null;
      if (!speaks && Date.now() - usageAt < USAGE_MS) return;
      silent = silent && !speaks;
      usageAt = Date.now();
      append({ type: 'unit.usage', at: at(), unit, ...usage });
    },
    flush,
    /** Why the unit failed, by its own word. */
    error: () => error,
    /** The last command that it started. */
    step: () => step,
  };
}
