import { stripVTControlCharacters } from 'node:util';

interface Waiter {
  pattern: RegExp;
  from: number;
  resolve: (found: Found) => void;
}

export interface Found {
  match: string;
  /** Position after the match. */
  end: number;
}

/** A control sequence or carriage return that the next chunk may complete. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what it looks for
const unfinished = /(?:\u001b(?:\[[0-9;?]*)?|\r+)$/;

/** What a machine has said on its serial line, as plain text, and a way to answer. */
export class SerialConsole {
  #text = '';
  #held = '';
  readonly #waiters = new Set<Waiter>();
  #timer: NodeJS.Timeout | null = null;

  readonly write: (keys: string) => void;
  readonly #onText: (text: string) => void;

  constructor(write: (keys: string) => void, onText: (text: string) => void = () => undefined) {
    this.write = write;
    this.#onText = onText;
  }

  get text(): string {
    return this.#text;
  }

  /** Takes what came over the line, cut anywhere. */
  append(chunk: string): void {
    const all = this.#held + chunk;
    this.#held = unfinished.exec(all)?.[0] ?? '';
    const plain = stripVTControlCharacters(all.slice(0, all.length - this.#held.length)).replace(/\r+\n?/g, '\n');
    if (plain === '') return;
    this.#text += plain;
    this.#onText(plain);
    // Gathered: a boot comes in thousands of pieces.
    this.#timer ??= setTimeout(() => this.#look(), 50);
  }

  /** The first place at or after `from` where the text matches; never, if it doesn't: give a signal. */
  waitFor(pattern: RegExp, { from = 0, signal }: { from?: number; signal?: AbortSignal } = {}): Promise<Found> {
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    const waiter: Waiter = { pattern: new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')), from, resolve };
    const give = () => reject(signal?.reason);
    if (signal?.aborted) give();
    else {
      signal?.addEventListener('abort', give, { once: true });
      this.#waiters.add(waiter);
      this.#look();
    }
    return promise.finally(() => {
      this.#waiters.delete(waiter);
      signal?.removeEventListener('abort', give);
    });
  }

  #look(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const waiter of this.#waiters) {
      const match = waiter.pattern.exec(this.#text.slice(waiter.from));
      if (match) waiter.resolve({ match: match[0], end: waiter.from + match.index + match[0].length });
    }
  }
}

export interface DriveStep {
  /** Searched after what the step before found. */
  waitFor: RegExp;
  send: string;
}

/** Answers what the machine asks, step by step; returns the position after the last match. */
export async function drive(serial: SerialConsole, steps: DriveStep[], signal?: AbortSignal): Promise<number> {
  let from = 0;
  for (const step of steps) {
    const found = await serial.waitFor(step.waitFor, { from, ...(signal === undefined ? {} : { signal }) });
    from = found.end;
    serial.write(step.send);
  }
  return from;
}
