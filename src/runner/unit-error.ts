import { readFileSync, statSync } from 'node:fs';
import { ExitCode } from '../host/errors.js';
import type { UnitError } from '../state/events.js';
import { type ErrorLine, firstErrorLine } from '../state/first-error.js';
import type { ExitRecord } from './unit-files.js';

/** Logs beyond this are searched in their last part alone, and then without a line number. */
const MOST = 64 * 1024 * 1024;

/** Why a unit ended badly: by its own word, else by how it ended; with the first real error line of its log. */
export function unitError(
  unit: string,
  exit: ExitRecord | null,
  said: string | null,
  log: string,
  rerun: string,
  from = 0,
): UnitError {
  const found = errorLineOf(log, from);
  return {
    message: said ?? `${unit} ${howItEnded(exit)}: see ${log}.`,
    line: found?.line ?? null,
    lineNumber: found?.lineNumber ?? null,
    rerun,
  };
}

function howItEnded(exit: ExitRecord | null): string {
  if (exit === null) return 'was interrupted, because its supervisor was killed';
  if (exit.signal === 'SIGKILL') return 'was killed, most likely because memory ran out (fewer --jobs need less)';
  if (exit.signal !== null) return `was ended by ${exit.signal}`;
  return `failed with exit code ${exit.exitCode ?? ExitCode.failed}`;
}

function errorLineOf(log: string, from: number): Partial<ErrorLine> | null {
  try {
    const { size } = statSync(log);
    if (size <= MOST) {
      const text = readFileSync(log);
      const before = text.subarray(0, from).toString('latin1').split('\n').length - 1;
      const found = firstErrorLine(text.subarray(from).toString('utf8'));
      return found && { line: found.line, lineNumber: found.lineNumber + before };
    }
    const found = firstErrorLine(
      readFileSync(log)
        .subarray(size - MOST)
        .toString('utf8'),
    );
    return found && { line: found.line };
  } catch {
    return null;
  }
}
