import { sentenceOf } from '../state/sentence-of.js';

/** Exit codes of the outward contract. */
export const ExitCode = { ok: 0, failed: 1, usage: 2, prerequisite: 3, locked: 4, cancelled: 130 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * A failure the operator can act on: `message` is one sentence that says what, where and what to do.
 * Anything else that is thrown is a defect of this program.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  /** Exit code of the operator's own program that failed; null where none did. */
  readonly programExit: number | null;
  constructor(
    message: string,
    readonly exitCode: ExitCode,
    { programExit = null, ...options }: FailureOptions = {},
  ) {
    super(message, options);
    this.programExit = programExit;
  }
}

export interface FailureOptions extends ErrorOptions {
  programExit?: number | null;
}

/** Bad arguments, paths or build orders (exit 2). */
export const usageError = (message: string, options?: ErrorOptions) =>
  new OperatorError(message, ExitCode.usage, options);

/** A missing tool, right, space or earlier phase (exit 3). */
export const prerequisiteError = (message: string, options?: ErrorOptions) =>
  new OperatorError(message, ExitCode.prerequisite, options);

/** A phase, recipe or check that failed (exit 1). */
export const failure = (message: string, options?: FailureOptions) =>
  new OperatorError(message, ExitCode.failed, options);

/** What an error says to the operator; of a defect, that it is one. */
export const failureSentence = (error: unknown): string =>
  error instanceof OperatorError ? error.message : `The program failed: ${sentenceOf(error)}`;
