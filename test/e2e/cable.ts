import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

export interface Fault {
  /** What the connection's first end has sent by then, in bytes of TCP content. */
  after: number;
  /** `cut`: nothing goes through any more. `flip`: one bit of the content is turned, with the checksum made right. */
  kind: 'cut' | 'flip';
}

const headerBytes = 14;

/**
 * A network cable between machines of QEMU, each connected by `-netdev socket,connect=`: Ethernet frames with their length in front. A fault
 * strikes the TCP connection to `port`.
 */
export class Cable {
  port = 0;
  readonly #watched: number;
  readonly #server: Server;
  readonly #ends = new Set<Socket>();
  #fault: Fault | null = null;
  #passed = 0;
  #broken = false;
  struck = false;

  private constructor(watched: number) {
    this.#watched = watched;
    this.#server = createServer((end) => this.#connect(end));
  }

  static async lay(watched: number): Promise<Cable> {
    const cable = new Cable(watched);
    cable.#server.listen(0, '127.0.0.1');
    await once(cable.#server, 'listening');
    const address = cable.#server.address();
    cable.port = typeof address === 'object' && address ? address.port : 0;
    return cable;
  }

  /** From now on whole, but for this. */
  plan(fault: Fault | null): void {
    this.#fault = fault;
    this.#passed = 0;
    this.#broken = false;
    this.struck = false;
  }

  remove(): void {
    for (const end of this.#ends) end.destroy();
    this.#server.close();
  }

  #connect(end: Socket): void {
    this.#ends.add(end);
    end.on('error', () => undefined).on('close', () => this.#ends.delete(end));
    let rest = Buffer.alloc(0);
    end.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
        const frame = Buffer.from(rest.subarray(0, 4 + rest.readUInt32BE(0)));
        rest = rest.subarray(frame.length);
        this.#strike(frame.subarray(4));
        if (!this.#broken) for (const other of this.#ends) if (other !== end) other.write(frame);
      }
    });
  }

  /** Counts the content of TCP packets to the watched port, and lets the fault happen when it is due. */
  #strike(frame: Buffer): void {
    const fault = this.#fault;
    if (
      fault === null ||
      frame.length < headerBytes + 40 ||
      frame.readUInt16BE(12) !== 0x0800 ||
      frame[headerBytes + 9] !== 6
    )
      return;
    const tcp = headerBytes + ((frame[headerBytes] ?? 0) & 15) * 4;
    const content = tcp + ((frame[tcp + 12] ?? 0) >> 4) * 4;
    const end = headerBytes + frame.readUInt16BE(headerBytes + 2);
    if (frame.readUInt16BE(tcp + 2) !== this.#watched || end <= content) return;
    this.#passed += end - content;
    if (this.#passed < fault.after || this.struck) return;
    this.struck = true;
    if (fault.kind === 'cut') this.#broken = true;
    else flip(frame, tcp, content);
  }
}

/** Turns a bit of the first whole word of the content; the checksum is adjusted, so that TCP does not notice. */
function flip(frame: Buffer, tcp: number, content: number): void {
  const before = frame.readUInt16BE(content);
  const after = before ^ 0x0100;
  frame.writeUInt16BE(after, content);
  const sum = (~frame.readUInt16BE(tcp + 16) & 0xffff) + (~before & 0xffff) + after;
  const folded = (sum & 0xffff) + (sum >>> 16);
  frame.writeUInt16BE(~((folded & 0xffff) + (folded >>> 16)) & 0xffff, tcp + 16);
}
