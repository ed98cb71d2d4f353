import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { programEntry } from '../../src/host/package.js';
import { latestRun, sendCommand } from '../../src/runner/client.js';
import { lockHolder, rootLockFile } from '../../src/runner/locks.js';
import type { StatusDocument } from '../../src/state/documents.js';
import { temporaryFolder, until } from './tools.js';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A deploy root whose phases are shell scripts, with its own cache and settings, and the compiled command line to drive it. */
export function deployRoot(scripts: Record<string, string>) {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'bin'));
  const names = Object.keys(scripts);
  writeFileSync(path.join(root, 'build_order_smechvisor.txt'), names.map((name) => `bin/${name}.sh\n`).join(''));
  const script = (name: string, text: string) => writeFileSync(path.join(root, 'bin', `${name}.sh`), text);
  for (const [name, text] of Object.entries(scripts)) script(name, text);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: path.join(root, 'home'),
    SMECHDEPLOY_CACHE_DIR: path.join(root, 'cache'),
    SMECHDEPLOY_CONFIG_DIR: path.join(root, 'conf'),
    SMECH_TARGET: path.join(root, 'target'),
  };
  const start = (...args: string[]): ChildProcess & { ended: Promise<Ended> } => {
    const child = spawn(process.execPath, [programEntry('cli.js'), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => (ended.stdout += data));
    child.stderr.on('data', (data: Buffer) => (ended.stderr += data));
    onTestFinished(() => void child.kill('SIGKILL'));
    return Object.assign(child, {
      ended: new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ ...ended, code }))),
    });
  };
  // Nothing of a failed test may go on: the supervisors end with their run.
  onTestFinished(async () => {
    const holder = lockHolder(rootLockFile(layoutOf(root)));
    await sendCommand(root, 'cancel', 'the test').catch(() => {});
    if (holder)
      await until('the end of the run', () => lockHolder(rootLockFile(layoutOf(root))) === null, 15).catch(() =>
        process.kill(holder.pid, 'SIGKILL'),
      );
  });
  return {
    root,
    env,
    target: env.SMECH_TARGET,
    script,
    start,
    cli: (...args: string[]) => start(...args).ended,
    status: async (): Promise<StatusDocument> => JSON.parse((await start('status', '--json').ended).stdout),
    read: (name: string) => (existsSync(path.join(root, name)) ? readFileSync(path.join(root, name), 'utf8') : ''),
    running: (unit: string) =>
      until(
        `${unit} to run`,
        () => latestRun(root)?.phases.find((phase) => phase.name === unit)?.state === 'running',
        15,
      ),
  };
}
