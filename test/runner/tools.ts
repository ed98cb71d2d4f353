import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { programEntry } from '../../src/host/package.js';
import { signalUnit } from '../../src/runner/process-group.js';
import { ExitRecord, SupervisorRecord } from '../../src/runner/unit-files.js';

/** An empty folder that goes when the test has ended. */
export function temporaryFolder(): string {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'smechdeploy-test-')));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return dir;
}

/** Whether nobody has a lock file's lock. */
export const isFree = (file: string): boolean => {
  try {
    execFileSync('flock', ['-n', file, 'true']);
    return true;
  } catch {
    return false;
  }
};

/** Polls until `look` gives something other than null, undefined or false. */
export async function until<T>(what: string, look: () => T | null | undefined | false, seconds = 20): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

export interface Supervised {
  dir: string;
  process: ChildProcess;
  record: () => Promise<SupervisorRecord>;
  exit: (seconds?: number) => Promise<ExitRecord>;
  log: () => string;
}

/** A shell program under the compiled supervisor. */
export function supervise(script: string, folder = temporaryFolder()): Supervised {
  const dir = path.join(folder, 'unit');
  mkdirSync(dir);
  const child = spawn(process.execPath, [programEntry('runner/supervisor.js'), dir, 'bash', '-c', script], {
    detached: true,
    stdio: 'ignore',
  });
  const file = (name: string) => path.join(dir, name);
  const json = (name: string) => existsSync(file(name)) && readJson(file(name));
  const record = async () => SupervisorRecord.parse(await until('supervisor.json', () => json('supervisor.json')));
  onTestFinished(() => {
    child.kill('SIGKILL');
    if (existsSync(file('supervisor.json')))
      signalUnit(SupervisorRecord.parse(json('supervisor.json')).marker, null, 'SIGKILL');
  });
  return {
    dir,
    process: child,
    record,
    exit: async (seconds) => ExitRecord.parse(await until('exit.json', () => json('exit.json'), seconds)),
    log: () => (existsSync(file('log')) ? readFileSync(file('log'), 'utf8') : ''),
  };
}
