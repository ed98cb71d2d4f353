import { appendFile, open, stat } from 'node:fs/promises';
import { execa } from 'execa';
import { ExitCode, OperatorError } from '../host/errors.js';
import { keepingXattrs } from '../layers/faked-xattrs.js';
import type { Step } from '../recipes/define.js';
import { shellWord } from '../state/shell-word.js';
import { createProgressReader, type StepProgress } from './progress.js';
import type { Programs } from './toolchain/host-tools.js';

export interface StepRun {
  step: Step;
  /** Tokens replaced. */
  argv: string[];
  cwd: string;
  env: Record<string, string>;
  logFile: string;
  /** Shown over the step's output, such as `[2/4] compile`. */
  heading: string;
  fakerootState: string;
  /** DESTDIR: what steps under fakeroot put there has the owners, modes and attributes that they said. */
  dest: string;
  programs: Programs;
  signal: AbortSignal;
  onProgress: (progress: StepProgress) => void;
}

export interface StepEnd {
  exitCode: number;
  /** Size of the log where the step's output began. */
  logStart: number;
}

/** How often the log is looked at for progress. */
const pollMs = 500;

/**
 * Runs one step to its end. Its output goes straight to the log file and is read back from there for progress, so a slow reader never holds
 * up a compile. Throws only when it was cancelled; a failure is the exit code.
 */
export async function runStep(options: StepRun): Promise<StepEnd> {
  const { argv, cwd, env, logFile, heading, signal } = options;
  await appendFile(logFile, `\n==> ${heading}\n$ cd ${shellWord(cwd)}\n$ ${argv.map(shellWord).join(' ')}\n`);
  const logStart = (await stat(logFile)).size;
  const tail = tailProgress(options, logStart);
  try {
    const [file = '', ...args] = wrap(options);
    const result = await execa(file, args, {
      cwd,
      env,
      extendEnv: false,
      reject: false,
      buffer: false,
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'ignore',
      cancelSignal: signal,
      killDescendants: true,
      forceKillAfterDelay: 5000,
    });
    if (signal.aborted) throw new OperatorError(`${heading} was cancelled.`, ExitCode.cancelled);
    if (result.exitCode === undefined) await appendFile(logFile, `${result.shortMessage ?? 'could not be started'}\n`);
    return { exitCode: result.exitCode ?? -1, logStart };
  } finally {
    clearInterval(tail);
  }
}

/** The operator's umask must not show in modes of files. The shell opens the log, so that no byte of output goes through this process. */
const wrap = ({ cwd, logFile, programs, ...rest }: StepRun): string[] => [
  'sh',
  '-c',
  'umask 022; exec >>"$1" 2>&1; shift; exec "$@"',
  'step',
  logFile,
  ...programs.enter(faked({ programs, ...rest }), cwd),
];

/** A build root has no program that sets extended attributes, and so none to keep them. */
function faked({ argv, step, fakerootState: state, dest, programs }: Omit<StepRun, 'cwd' | 'logFile'>): string[] {
  if (!step.fakeroot) return argv;
  const command = programs.root === '' ? keepingXattrs(argv, { state, dir: dest }) : argv;
  return ['fakeroot', '-i', state, '-s', state, '--', ...command];
}

function tailProgress({ step, logFile, onProgress }: StepRun, start: number): NodeJS.Timeout | undefined {
  if (!step.progress) return undefined;
  const read = createProgressReader(step.progress);
  let position = start;
  let busy = false;
  const look = async () => {
    const handle = await open(logFile, 'r');
    try {
      const { size } = await handle.stat();
      if (size <= position) return;
      const { buffer, bytesRead } = await handle.read(
        Buffer.allocUnsafe(size - position),
        0,
        size - position,
        position,
      );
      position += bytesRead;
      const progress = read(buffer.toString('utf8', 0, bytesRead));
      if (progress) onProgress(progress);
    } finally {
      await handle.close();
    }
  };
  return setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      // A log that can't be read costs the bar, not the build.
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, pollMs);
}
