import { setImmediate } from 'node:timers/promises';
import type { SuspendTerminal } from 'ink';

/** Lends the terminal to something else, and takes it back. */
export function createTerminal(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream) {
  let suspend: SuspendTerminal | null = null;
  let lent = false;
  const end = new AbortController();

  /** The work has the normal screen and the keys until it is done. */
  async function lend(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (!suspend || lent) return;
    lent = true;
    try {
      await suspend(async () => {
        await stopReading();
        await work(end.signal);
      });
    } finally {
      lent = false;
    }
  }

  /** Else keys that are meant for others would be taken. A stream that lost its listener can be paused from its next turn on, and stops one later. */
  async function stopReading(): Promise<void> {
    await setImmediate();
    stdin.pause();
    await setImmediate();
  }

  async function anyKey(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => resolve();
    stdin.setRawMode(true);
    stdin.ref();
    stdin.on('data', done);
    end.signal.addEventListener('abort', done);
    stdin.resume();
    await promise;
    end.signal.removeEventListener('abort', done);
    stdin.off('data', done);
    stdin.setRawMode(false);
    await stopReading();
  }

  return {
    attach(how: SuspendTerminal): void {
      suspend = how;
    },
    /** While it is, the keys that send signals are not for this program. */
    isLent: () => lent,
    lend,
    /** Plain text on the normal screen, to be selected and copied with the terminal, until a key is pressed. */
    showPlain: (text: string) =>
      lend(async () => {
        stdout.write(`${text}\n\nAny key goes back.`);
        await anyKey();
        stdout.write('\n');
      }),
    /** What the terminal is told beside the screen; nothing while somebody else has it. */
    write(text: string): void {
      if (!lent) stdout.write(text);
    },
    /** The program ends, and with it what the terminal was lent to. */
    close: () => end.abort(),
  };
}

export type Terminal = ReturnType<typeof createTerminal>;
