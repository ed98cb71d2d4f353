import { run } from '../host/exec.js';
import { hostTool } from './toolchain/host-tools.js';

/** Versions of the host programs that decide what a compile gives, name -> version. */
export type CompilerIdentity = Record<string, string>;

let known: Promise<CompilerIdentity> | undefined;

/** gcc and binutils as the wrappers start them; asked once a process. Throws an OperatorError when one is missing. */
export function compilerIdentity(): Promise<CompilerIdentity> {
  known ??= readIdentity().catch((error: unknown) => {
    // Asked again after `doctor --fix`.
    known = undefined;
    throw error;
  });
  return known;
}

async function readIdentity(): Promise<CompilerIdentity> {
  const [gcc, ld] = await Promise.all([
    run([hostTool('gcc', 'gcc'), '--version'], { env: { LC_ALL: 'C' } }),
    run([hostTool('ld', 'binutils'), '--version'], { env: { LC_ALL: 'C' } }),
  ]);
  return { gcc: versionLine(gcc.stdout), binutils: versionLine(ld.stdout) };
}

/** `gcc (Debian 12.2.0-14+deb12u1) 12.2.0` -> `12.2.0 (Debian 12.2.0-14+deb12u1)`: the packager's patches count too. */
export function versionLine(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  const parts = /^\S.*?\((.+)\)\s+(\S+)/.exec(line);
  return parts ? `${parts[2]} (${parts[1]})` : line;
}
