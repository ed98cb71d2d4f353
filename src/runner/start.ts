import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { failure, OperatorError, prerequisiteError } from '../host/errors.js';
import { layoutOf } from '../host/layout.js';
import { programEntry } from '../host/package.js';
import { writeRemedy } from '../host/write-remedy.js';
import { sentenceOf } from '../state/sentence-of.js';
import { RunnerWord, type RunRequest } from './request.js';
import { scopePrefix } from './scope.js';

/** What came of a start, and what comes after it where that is not the end. */
export type Start =
  | { type: 'started'; runId: string }
  /** A run that had lost its runner is followed to its end first; `next` tells what came of the request. */
  | { type: 'adopting'; runId: string; next: Promise<Start> }
  | { type: 'nothing'; phases: number }
  | { type: 'cancelled' };

/** Starts a detached runner and waits until it says how its start went. Throws an OperatorError for what it refuses: exit 2, 3 or 4. */
export async function startRun(request: RunRequest): Promise<Start> {
  const { state } = layoutOf(request.root);
  const { file, log } = prepare(state, request);
  const [program = process.execPath, ...args] = [
    ...(await scopePrefix()),
    process.execPath,
    programEntry('runner/main.js'),
    file,
  ];
  const child = spawn(program, args, {
    cwd: request.root,
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
    env: { ...process.env, ...compileCache() },
  });
  closeSync(log);
  const pipe = child.stdio[3] as Readable;
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  child.unref();
  const words = createInterface({ input: pipe })[Symbol.asyncIterator]();
  const next = async (): Promise<Start> => {
    const { value, done } = await Promise.race([words.next(), failed]);
    if (done) throw failure(`The runner ended before it could start: see ${path.join(state, 'runner.log')}.`);
    const word = RunnerWord.parse(JSON.parse(value));
    if (word.type === 'adopting') return { ...word, next: next() };
    pipe.destroy();
    if (word.type !== 'error') return word;
    throw errorOf(word, path.join(state, 'runner.log'));
  };
  try {
    return await next();
  } finally {
    rmSync(file, { force: true });
  }
}

/** The runner starts faster with the compiled code that the command line keeps; it takes the variable out again. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

function prepare(state: string, request: RunRequest): { file: string; log: number } {
  try {
    mkdirSync(state, { recursive: true });
    const file = path.join(state, `request-${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify(request), { mode: 0o600 });
    return { file, log: openSync(path.join(state, 'runner.log'), 'w', 0o644) };
  } catch (error) {
    const reason = sentenceOf(error);
    throw prerequisiteError(`${state} can't be written (${reason}): ${writeRemedy(error)}.`, {
      cause: error,
    });
  }
}

function errorOf(word: Extract<RunnerWord, { type: 'error' }>, log: string): Error {
  const error =
    word.exitCode === null
      ? failure(`${word.message} See ${log}.`)
      : new OperatorError(word.message, word.exitCode as OperatorError['exitCode']);
  if (word.stack !== null) error.stack = word.stack;
  return error;
}
