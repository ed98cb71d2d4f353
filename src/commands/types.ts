import type { ExitCode } from '../host/errors.js';

/** Options that every command takes. */
export interface CommonOptions {
  profile?: string;
  root?: string;
  target?: string;
  jobs?: number;
  json: boolean;
  color: boolean;
  quiet: boolean;
  debug: boolean;
}

/** What a command may touch of the outside: so that it can be called from a test as from the command line. */
export interface CommandIo {
  env: NodeJS.ProcessEnv;
  cwd: string;
  stdout: Output;
  stderr: Output;
  /** One line on stdout. */
  line: (text: string) => void;
  /** One JSON document (or, where a command follows something, one event) on one line of stdout. */
  json: (document: object) => void;
  /** The deploy root: `--root`, else upwards from the working directory; throws a usage error that says what to do. */
  deployRoot: () => string;
  /** From the first call on SIGINT and SIGTERM abort this signal in place of ending the program. The command then returns 130. */
  interruptible: () => AbortSignal;
}

export interface Output {
  write: (text: string | Uint8Array) => unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/**
 * What src/commands/NAME.ts exports as `command`: operands are what stands on the command line after the options
 * (one entry per operand; a repeated or missing optional one is simply more or fewer entries). Failures are thrown as OperatorErrors.
 */
export type Command<Options = object> = (
  io: CommandIo,
  options: CommonOptions & Options,
  operands: string[],
) => Promise<ExitCode>;

/** doctor.ts */
export interface DoctorOptions {
  fix?: boolean;
}
/** fetch.ts; operands: phases */
export interface FetchOptions {
  module?: string[];
  dryRun?: boolean;
  prebuilt: boolean;
}
/** new-phase.ts; operands: name */
export interface NewPhaseOptions {
  after?: string;
}
/** verify.ts; operands: artifacts */
export interface VerifyOptions {
  reproduce?: boolean;
}
/** init.ts and reference.ts (operands: `create`, directory) take no options of their own; tui.ts neither: it is what runs without a command. */
