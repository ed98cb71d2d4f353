import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from './places.ts';

export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
}

export interface Options {
  cwd?: string;
  env?: Record<string, string>;
  /** Show the output while it comes. */
  show?: boolean;
}

/** Starts a program and waits; both outputs are kept. */
export function execute(argv: string[], { cwd = projectRoot, env = {}, show = false }: Options = {}): Promise<Ended> {
  const began = performance.now();
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
    if (show) process.stdout.write(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
    if (show) process.stderr.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr, seconds: (performance.now() - began) / 1000 }));
  });
}

/** smechdeploy-tui of a checkout. */
export const smechdeploy = (args: string[], options: Options & { checkout?: string } = {}) =>
  execute([process.execPath, path.join(options.checkout ?? projectRoot, 'bin/smechdeploy-tui.mjs'), ...args], options);

/** Throws with all output unless the program ended as expected. */
export function expectExit(ended: Ended, exitCode: number, what: string): Ended {
  if (ended.exitCode === exitCode) return ended;
  throw new Error(
    `${what}: exit ${ended.exitCode}, expected ${exitCode}\n${ended.stdout.slice(-4000)}\n${ended.stderr.slice(-4000)}`,
  );
}

/** Content, kinds, modes and links of a folder, for comparing two of them. */
export function listing(folder: string): string {
  const { stdout } = spawnSync(
    'sh',
    [
      '-c',
      'find . -printf "%P %y %m %l\\n" | LC_ALL=C sort; find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum',
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  return stdout;
}
