import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Answer = z.object({ return: z.unknown().optional(), error: z.object({ desc: z.string() }).optional() });

/** QEMU's control socket: one command at a time, each answered before the next. */
export class Qmp {
  readonly #socket: Socket;
  readonly #lines: AsyncIterator<string>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  static async connect(path: string): Promise<Qmp> {
    const socket = createConnection(path);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.on('error', () => undefined);
    const qmp = new Qmp(socket);
    await qmp.#lines.next();
    await qmp.execute('qmp_capabilities');
    return qmp;
  }

  /** Throws with QEMU's own words where it refuses. Events in between are passed over. */
  async execute(command: string, args: Record<string, string> = {}): Promise<unknown> {
    this.#socket.write(`${JSON.stringify({ execute: command, arguments: args })}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`QEMU closed its control socket at ${command}`);
      const answer = Answer.parse(JSON.parse(value));
      if (answer.error) throw new Error(answer.error.desc);
      if ('return' in answer) return answer.return;
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}
