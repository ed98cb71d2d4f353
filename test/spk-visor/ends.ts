import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';

/** Seconds that a loaded machine may take for what takes a fraction of one. */
const patience = 40_000;

export interface Ended {
  code: number | null;
  output: string;
}

/** A started program and all that it has said on both outputs. */
export class Started {
  output = '';
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcessWithoutNullStreams;
  #changed = () => {};

  constructor(argv: string[], env: Record<string, string> = {}) {
    const [file = '', ...args] = argv;
    this.#child = spawn(file, args, { env: { ...process.env, ...env } });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        this.#changed();
      });
    this.ended = once(this.#child, 'close').then(([code]) => {
      this.#changed();
      return { code, output: this.output };
    });
  }

  /** What the pattern finds after `from`. */
  async waitFor(pattern: RegExp, from = 0): Promise<RegExpExecArray> {
    const end = AbortSignal.timeout(patience);
    for (;;) {
      const found = pattern.exec(this.output.slice(from));
      if (found) return found;
      if (end.aborted || this.#child.exitCode !== null) throw new Error(`no ${pattern} in:\n${this.output}`);
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
        setTimeout(resolve, 500).unref();
      });
    }
  }

  stop(): Promise<Ended> {
    this.#child.kill();
    return this.ended;
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

export interface Meddling {
  /** Of what the node sends, turn one bit of this byte. */
  flip?: number;
  /** End the connection after so many bytes of the node's. */
  cutAfter?: number;
}

/** A machine in the middle of one connection. Returns its port. */
export async function meddle(to: number, { flip, cutAfter = Number.POSITIVE_INFINITY }: Meddling): Promise<number> {
  const server = createServer((node: Socket) => {
    const shim = connect(to, '127.0.0.1');
    let passed = 0;
    const end = () => {
      node.destroy();
      shim.destroy();
      server.close();
    };
    node.on('data', (chunk) => {
      if (flip !== undefined && flip >= passed && flip < passed + chunk.length)
        chunk[flip - passed] = (chunk[flip - passed] ?? 0) ^ 0x10;
      const piece = chunk.subarray(0, Math.max(0, cutAfter - passed));
      passed += chunk.length;
      shim.write(piece);
      if (passed >= cutAfter) shim.end(end);
    });
    shim.on('data', (chunk) => node.write(chunk));
    for (const [one, other] of [
      [node, shim],
      [shim, node],
    ] as const) {
      one.on('end', () => other.end());
      one.on('error', end);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** What a node has: two packages of some records each, and a password. */
export function makeNode(dir: string): { packages: string; shadow: string; hash: string } {
  const packages = path.join(dir, 'packages');
  const hash = '$6$salt$abcDEF./0123';
  mkdirSync(packages, { recursive: true });
  const script = [
    'for name in base daemon; do',
    '  mkdir -p tree/$name/etc',
    '  head -c 200000 /dev/urandom >tree/$name/$name',
    '  tar -cf - -C tree/$name . | xz -0 -T1 -c >packages/smechvisor-$name.tar.xz',
    'done',
    'cd packages && sha256sum *.xz >SHA256SUMS',
  ];
  execFileSync('sh', ['-e', '-c', script.join('\n')], { cwd: dir });
  const shadow = path.join(dir, 'shadow');
  writeFileSync(shadow, `daemon:*:1::::::\nroot:${hash}:20000:0:::::\n`);
  return { packages, shadow, hash };
}

/** An installer that lists what it got, and then does as it is told. */
export function makeInstaller(dir: string, last: string): string {
  const file = path.join(dir, 'installer');
  writeFileSync(
    file,
    `#!/bin/sh\necho started with: $(ls "$1")\n(cd "$1" && sha256sum -c SHA256SUMS) || exit 9\n${last}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}
