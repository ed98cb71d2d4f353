interface ExecOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string | Buffer;
  onLine?: (line: string) => void;
}

/** Starts a host program and returns its stdout; throws an OperatorError when it fails. A phase's `ctx.exec` fits. */
export type Exec = (argv: string[], options?: ExecOptions) => Promise<string>;
