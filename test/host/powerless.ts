import { execFileSync, spawnSync } from 'node:child_process';
import { programEntry } from '../../src/host/package.js';
import { findProgram } from '../../src/host/tools.js';

const setpriv = await findProgram('setpriv');
const unshare = await findProgram('unshare');

/** Whether a process can be started as what looks like an ordinary user to itself. */
export const canBeOrdinary = unshare !== null && spawnSync(unshare, ['--user', 'true']).status === 0;

/**
 * Calls a compiled function of this program in a process whose rights count, also where the tests run as root: without
 * capabilities, root may only what the modes of its own files say; as `ordinary` it is not even root by name.
 * Gives its result, or its message and exit code.
 */
export function powerless(
  module: string,
  name: string,
  args: unknown[],
  { env = process.env, ordinary = false }: { env?: NodeJS.ProcessEnv; ordinary?: boolean } = {},
): unknown {
  const program = `
    import { ${name} } from ${JSON.stringify(programEntry(module))};
    const result = await Promise.resolve(${name}(...${JSON.stringify(args)})).catch(({ message, exitCode }) => ({ message, exitCode }));
    process.stdout.write(JSON.stringify(result ?? null));`;
  const drop = process.getuid?.() === 0 ? [setpriv ?? 'setpriv', '--bounding-set=-all'] : [];
  const [file = '', ...rest] = [
    ...(ordinary ? [unshare ?? 'unshare', '--user'] : drop),
    process.execPath,
    '--input-type=module',
    '-e',
    program,
  ];
  return JSON.parse(execFileSync(file, rest, { encoding: 'utf8', env }));
}
