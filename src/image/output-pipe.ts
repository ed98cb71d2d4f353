import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, readSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** What a pipe of the kernel holds. */
const bufferSize = 64 * 1024;

/** A pipe that is read when its reader chooses: one that waits for a program that says little and says it often is woken each time, which takes longer than the work. */
export class OutputPipe {
  /** To be given to the program, then to be closed with `given`. */
  readonly fd: number;
  readonly #readEnd: number;
  readonly #decoder = new StringDecoder('utf8');
  readonly #buffer = Buffer.allocUnsafe(bufferSize);

  /** Throws where a file for temporary use can't be made. */
  constructor() {
    const file = path.join(os.tmpdir(), `smechdeploy-${randomUUID()}`);
    execFileSync('mkfifo', ['-m', '600', file]);
    this.#readEnd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    this.fd = openSync(file, constants.O_WRONLY);
    rmSync(file);
  }

  /** The program has its own by now. */
  given(): void {
    closeSync(this.fd);
  }

  /** What came since the last time, as far as whole characters go; empty where nothing did. */
  read(): string {
    let text = '';
    for (;;) {
      const bytes = this.#readBytes();
      text += this.#decoder.write(this.#buffer.subarray(0, bytes));
      if (bytes < bufferSize) return text;
    }
  }

  close(): void {
    closeSync(this.#readEnd);
  }

  #readBytes(): number {
    try {
      return readSync(this.#readEnd, this.#buffer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      throw error;
    }
  }
}
