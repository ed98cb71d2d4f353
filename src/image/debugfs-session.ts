import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { failure, prerequisiteError } from '../host/errors.js';

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
  readonly #process;
  readonly #ended: Promise<void>;
  readonly #chunks: Chunk[] = [];
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
    const time = epoch === undefined ? {} : { E2FSPROGS_FAKE_TIME: String(epoch), SOURCE_DATE_EPOCH: String(epoch) };
    // Through a shell for one pipe: so errors stand in order with the rest.
    const child = execa('sh', ['-c', 'exec debugfs "$@" 2>&1', 'sh', ...(write ? ['-w'] : []), '-f', '-', image], {
      reject: false,
      stdin: 'pipe',
      buffer: false,
      env: { ...time, LC_ALL: 'C', TZ: 'UTC', DEBUGFS_PAGER: '__none__' },
      ...(signal === undefined ? {} : { cancelSignal: signal }),
    });
    child.stdin.on('error', () => undefined);
    onLines(child.stdout, (line) => this.#read(line));
    this.#process = child;
    this.#ended = child.then((result) => {
      if (result.exitCode === 127)
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
    this.#process.stdin.end();
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
      this.#process.stdin.write(`${commands.join('\n')}\n${mark}\n`);
    });
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
    } else if (line === `debugfs: ${chunk.commands[this.#index + 1]}`) {
      this.#index += 1;
      chunk.output.push([]);
    } else if (this.#index >= 0) chunk.output[this.#index]?.push(line);
    else this.#unasked(line);
  }

  #unasked(line: string): void {
    if (!harmless.test(line)) this.#fail(failure(`debugfs can't work on ${this.#image}: ${line.trim()}`));
  }
}

/** At line feeds alone: names may hold a carriage return. */
function onLines(input: Readable, take: (line: string) => void): void {
  let rest = '';
  input.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
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
