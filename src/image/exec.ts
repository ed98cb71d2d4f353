interface ExecOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string | Buffer;
  /** Each line of stdout and stderr as it comes (carriage returns end a line too): for progress. */
  onLine?: (line: string) => void;
}

/** Starts a host program and returns its stdout; throws an OperatorError when it fails. A phase's `ctx.exec` fits. */
export type Exec = (argv: string[], options?: ExecOptions) => Promise<string>;
