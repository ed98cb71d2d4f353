import { run } from '../host/exec.js';
import type { Tool } from '../recipes/define.js';
import { hostTool, systemPath } from './toolchain/host-tools.js';
import { rustEnvironment, usesCargo } from './toolchain/rust.js';

/** Versions of the host programs that decide what a compile gives, name -> version. */
export type CompilerIdentity = Record<string, string>;

const known = new Map<string, Promise<string>>();

/** gcc and binutils as the wrappers start them, and rustc where a recipe names cargo. Throws an OperatorError when one is missing. */
export async function compilerIdentity(tools: Pick<Tool, 'command'>[] = []): Promise<CompilerIdentity> {
  const [gcc, binutils] = await Promise.all([version(hostTool('gcc', 'gcc')), version(hostTool('ld', 'binutils'))]);
  if (!usesCargo(tools)) return { gcc, binutils };
  const { PATH, ...rustup } = rustEnvironment();
  const rustc = await version('rustc', { ...rustup, PATH: [systemPath, PATH].filter(Boolean).join(':') });
  return { gcc, binutils, rustc };
}

/** Asked once a process, and again after a failure: `doctor --fix` may have been run. */
function version(program: string, env: Record<string, string> = {}): Promise<string> {
  const asked =
    known.get(program) ??
    run([program, '--version'], { env: { ...env, LC_ALL: 'C' } }).then(({ stdout }) => versionLine(stdout));
  known.set(program, asked);
  asked.catch(() => known.delete(program));
  return asked;
}

/** `gcc (Debian 12.2.0-14+deb12u1) 12.2.0` -> `12.2.0 (Debian 12.2.0-14+deb12u1)`: the packager's patches count too. */
export function versionLine(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  const parts = /^\S.*?\((.+)\)\s+(\S+)/.exec(line);
  return parts ? `${parts[2]} (${parts[1]})` : line;
}
