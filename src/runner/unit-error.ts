import { readFileSync, statSync } from 'node:fs';
import { ExitCode } from '../host/errors.js';
import type { UnitError } from '../state/events.js';
import { type ErrorLine, firstErrorFrom, firstErrorLine } from '../state/first-error.js';
import type { UnitEnd } from './conclude.js';
import { linesAround } from './log-context.js';
import type { ExitRecord } from './unit-files.js';

/** Logs beyond this are searched in their last part alone, and then without line numbers. */
const MOST = 64 * 1024 * 1024;

/** Why a unit ended badly: by its own word, else by how it ended; with the first real error line of its log, what stands around it, and the command that it was at. */
export function unitError(
  end: Pick<UnitEnd, 'request' | 'exit' | 'files' | 'rerun' | 'step' | 'logFrom'>,
  said: string | null,
): UnitError {
  const { request, exit, files, rerun, step, logFrom } = end;
  const { found, context } = errorLineOf(files.log, logFrom);
  return {
    message: said ?? `${request.unit} ${howItEnded(exit)}: see ${files.log}.`,
    line: found?.line ?? null,
    lineNumber: found?.lineNumber ?? null,
    rerun,
    context,
    step,
  };
}

function howItEnded(exit: ExitRecord | null): string {
  if (exit === null) return 'was interrupted, because its supervisor was killed';
  if (exit.signal === 'SIGKILL') return 'was killed, most likely because memory ran out (fewer --jobs need less)';
  if (exit.signal !== null) return `was ended by ${exit.signal}`;
  return `failed with exit code ${exit.exitCode ?? ExitCode.failed}`;
}

interface Found {
  found: Partial<ErrorLine> | null;
  context: NonNullable<UnitError['context']>;
}

function errorLineOf(log: string, from: number): Found {
  try {
    const { size } = statSync(log);
    const bytes = readFileSync(log);
    if (size > MOST) {
      const found = firstErrorLine(bytes.subarray(size - MOST).toString('utf8'));
      return { found: found && { line: found.line }, context: [] };
    }
    const found = firstErrorFrom(bytes, from);
    return { found, context: linesAround(bytes.toString('utf8'), found?.lineNumber ?? null) };
  } catch {
    return { found: null, context: [] };
  }
}
