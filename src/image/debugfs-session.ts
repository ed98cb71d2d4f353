import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { failure, prerequisiteError } from '../host/errors.js';
import { e2fsClock } from './e2fs-clock.js';
import { OutputPipe } from './output-pipe.js';

export interface SessionOptions {
  /** Default: read only. */
  write?: boolean;
  /** Seconds; time stamp of the superblock and of what is changed. */
  epoch?: number;
  signal?: AbortSignal;
}

/** Commands sent in one go, and how many such chunks may be on the way. */
const chunkSize = 256;
const chunksUnderWay = 4;
/** Milliseconds between two looks at what it says: the longer it says nothing, the longer. */
const pauses = { shortest: 1, longest: 20 };

/** Stands before each command that it repeats. */
const echo = 'debugfs: ';

interface Chunk {
  commands: string[];
  /** Lines that each command gave. */
  output: string[][];
  mark: string;
  resolve: () => void;
}

/**
 * One debugfs process that is fed commands. Its exit code says nothing, so every line it writes is held against the command it follows;
 * a comment line, which it repeats, marks the end of a chunk.
 */
export class DebugfsSession {
  readonly #image: string;
  readonly #process: ChildProcess;
  readonly #output = new OutputPipe();
  readonly #ended: Promise<void>;
  readonly #chunks: Chunk[] = [];
  #rest = '';
  #index = -1;
  #count = 0;
  #failed: Error | null = null;
  #fail: (error: Error) => void = () => undefined;
  readonly #failure: Promise<never>;
  #over = false;

  constructor(image: string, { write = false, epoch, signal }: SessionOptions = {}) {
    this.#image = image;
    this.#failure = new Promise((_, reject) => {
      this.#fail = (error) => {
        this.#failed ??= error;
        reject(this.#failed);
      };
    });
    this.#failure.catch(() => undefined);
    const time = epoch === undefined ? {} : e2fsClock(epoch);
    this.#process = spawn('debugfs', [...(write ? ['-w'] : []), '-f', '-', image], {
      // One pipe for both: so errors stand in order with the rest.
      stdio: ['pipe', this.#output.fd, this.#output.fd],
      env: { ...process.env, ...time, LC_ALL: 'C', TZ: 'UTC', DEBUGFS_PAGER: '__none__' },
      ...(signal === undefined ? {} : { signal }),
    });
    this.#output.given();
    this.#process.stdin?.on('error', () => undefined);
    this.#ended = this.#listen().then((error) => {
      if (error?.code === 'ENOENT')
        this.#fail(
          prerequisiteError(
            'The program debugfs is missing: install e2fsprogs, or run `smechdeploy-tui doctor --fix`.',
          ),
        );
      else if (signal?.aborted) this.#fail(signal.reason as Error);
      else if (!this.#over || this.#chunks.length > 0)
        this.#fail(
          failure(
            `debugfs ended in the middle of its work on ${image}: look whether memory or disk ran out, then run again.`,
          ),
        );
    });
  }

  /** Runs commands that have nothing to say; throws at the first that says more than an allocation. `onDone` gets the number that went through. */
  async run(commands: Iterable<string>, onDone?: (done: number) => void): Promise<void> {
    let done = 0;
    await this.#send(commands, (chunk) => {
      for (const [index, lines] of chunk.output.entries()) {
        const said = lines.find((line) => !harmless.test(line));
        if (said !== undefined)
          throw failure(`debugfs on ${this.#image}: \`${chunk.commands[index]}\` says: ${said.trim()}`);
      }
      done += chunk.commands.length;
      onDone?.(done);
    });
  }

  /** What each command says, without empty lines at the end. */
  async query(commands: Iterable<string>): Promise<string[][]> {
    const answers: string[][] = [];
    await this.#send(commands, (chunk) => {
      for (const lines of chunk.output) answers.push(lines);
    });
    return answers.map((lines) => lines.slice(0, lines.findLastIndex((line) => line !== '') + 1));
  }

  async close(): Promise<void> {
    this.#over = true;
    this.#process.stdin?.end();
    await this.#ended;
    if (this.#failed) throw this.#failed;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#over = true;
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  async #send(commands: Iterable<string>, take: (chunk: Chunk) => void): Promise<void> {
    const underWay: { done: Promise<void> }[] = [];
    const next = async () => {
      const first = underWay.shift();
      if (first) await Promise.race([first.done, this.#failure]);
    };
    for (const part of parts(commands, chunkSize)) {
      while (underWay.length >= chunksUnderWay) await next();
      const done = this.#post(part).then(take);
      // It may fail before its turn.
      done.catch(() => undefined);
      underWay.push({ done });
    }
    while (underWay.length > 0) await next();
  }

  #post(commands: string[]): Promise<Chunk> {
    const mark = `#${++this.#count}`;
    return new Promise((resolve) => {
      const chunk: Chunk = { commands, output: [], mark, resolve: () => resolve(chunk) };
      this.#chunks.push(chunk);
      this.#process.stdin?.write(`${commands.join('\n')}\n${mark}\n`);
    });
  }

  /** Until it ends; gives the error that kept it from running, or ended it. */
  async #listen(): Promise<NodeJS.ErrnoException | null> {
    const over = new AbortController();
    const ended = once(this.#process, 'exit')
      .then(
        () => null,
        (error: NodeJS.ErrnoException) => error,
      )
      .finally(() => over.abort());
    let pause = pauses.shortest;
    while (!over.signal.aborted) {
      pause = this.#take() ? pauses.shortest : Math.min(pause * 2, pauses.longest);
      await setTimeout(pause, undefined, { signal: over.signal }).catch(() => undefined);
    }
    this.#take();
    this.#output.close();
    return await ended;
  }

  /** Reads what came; false: nothing. */
  #take(): boolean {
    const text = this.#output.read();
    // At line feeds alone: names may hold a carriage return.
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
    return text !== '';
  }

  #read(line: string): void {
    const chunk = this.#chunks[0];
    if (!chunk) {
      this.#unasked(line);
      return;
    }
    if (line === chunk.mark && this.#index === chunk.commands.length - 1) {
      this.#chunks.shift();
      this.#index = -1;
      chunk.resolve();
    } else if (line.startsWith(echo) && line.slice(echo.length) === chunk.commands[this.#index + 1]) {
      this.#index += 1;
      chunk.output.push([]);
    } else if (this.#index >= 0) chunk.output[this.#index]?.push(line);
    else this.#unasked(line);
  }

  #unasked(line: string): void {
    if (!harmless.test(line)) this.#fail(failure(`debugfs can't work on ${this.#image}: ${line.trim()}`));
  }
}

/** The version, an allocation, the clock. Everything else is an error. */
export const isHarmless = (line: string): boolean => harmless.test(line);
const harmless = /^(?:|debugfs \d.*|Allocated inode: \d+|Setting current time to .*)$/;

function* parts<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length === size) {
      yield part;
      part = [];
    }
  }
  if (part.length > 0) yield part;
}
