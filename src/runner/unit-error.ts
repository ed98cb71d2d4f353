import { ExitCode } from '../host/errors.js';
import { readError } from '../host/log/read-error.js';
import type { UnitError } from '../state/events.js';
import type { UnitEnd } from './conclude.js';
import { linesAround } from './log-context.js';
import type { ExitRecord } from './unit-files.js';

/** Why a unit ended badly: by its own word, else by how it ended; with the first real error line of its log, what stands around it, and the command that it was at. */
export function unitError(
  end: Pick<UnitEnd, 'request' | 'exit' | 'files' | 'rerun' | 'step' | 'logFrom'>,
  said: string | null,
): UnitError {
  const { request, exit, files, rerun, step, logFrom } = end;
  const { error, context } = errorLineOf(files.log, logFrom);
  return {
    message: said ?? `${request.unit} ${howItEnded(exit)}: see ${files.log}.`,
    line: error?.line ?? null,
    lineNumber: error?.lineNumber ?? null,
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

function errorLineOf(log: string, from: number) {
  try {
    const { error, text } = readError(log, from);
    return { error, context: text === null ? [] : linesAround(text, error?.lineNumber ?? null) };
  } catch {
    return { error: null, context: [] };
  }
}
