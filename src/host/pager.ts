import { prerequisiteError } from './errors.js';

/** Opens a file in $PAGER on this terminal and waits until the operator leaves it. */
export async function openPager(file: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const pager = env.PAGER || 'less -R';
  const { execa } = await import('execa');
  // By a shell, as every program does it: PAGER may hold arguments.
  const { exitCode } = await execa('sh', ['-c', `${pager} "$1"`, 'sh', file], {
    env,
    stdio: 'inherit',
    reject: false,
    cancelSignal: signal,
  });
  if (exitCode === 126 || exitCode === 127)
    throw prerequisiteError(`The pager \`${pager}\` can't be started: install it, or name another one in PAGER.`);
}
