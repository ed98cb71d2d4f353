import { failure, prerequisiteError } from './errors.js';

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string | Buffer;
  signal?: AbortSignal;
  /** Where stdout and stderr also go, line by line or raw. Default: nowhere. */
  onOutput?: (chunk: string) => void;
  /** Exit codes that are no failure. Default: [0]. */
  okCodes?: number[];
}

export interface RunResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/**
 * Starts a host program and waits for it. For short programs whose output is needed; long ones write straight to a log file.
 * Throws an OperatorError that names the program, its exit code and its first error line.
 */
export async function run(argv: string[], options: RunOptions = {}): Promise<RunResult> {
  const [file, ...args] = argv;
  if (file === undefined) throw new TypeError('run: empty argv');
  // Loaded when it is needed: `plan` and a `run` with nothing to do start without it.
  const { execa } = await import('execa');
  const child = execa(file, args, {
    reject: false,
    stripFinalNewline: false,
    killDescendants: true,
    forceKillAfterDelay: 5000,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  if (options.onOutput) {
    child.stdout?.on('data', (chunk: Buffer) => options.onOutput?.(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => options.onOutput?.(chunk.toString()));
  }
  const result = await child;
  if (result.code === 'ENOENT')
    throw prerequisiteError(`The program ${file} is missing: install it, or run \`smechdeploy-tui doctor --fix\`.`);
  const exitCode = result.exitCode ?? -1;
  if (!(options.okCodes ?? [0]).includes(exitCode)) {
    const detail = firstLine(result.stderr) ?? firstLine(result.stdout) ?? result.originalMessage ?? '';
    const how = result.signal ? `was ended by ${result.signal}` : `exited with ${exitCode}`;
    throw failure(`${argv.slice(0, 4).join(' ')} ${how}${detail ? `: ${detail}` : ''}`);
  }
  return { stdout: result.stdout, stderr: result.stderr, exitCode };
}

const firstLine = (text: string | undefined) => text?.split('\n').find((line) => line.trim() !== '');
