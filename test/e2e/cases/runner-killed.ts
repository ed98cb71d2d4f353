import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clone, env, needBuild } from '../clone.ts';
import { expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

interface Status {
  run: { id: string; state: string; pid: number } | null;
  phases: { name: string; state: string }[];
}

/** kill -9 of the runner while two recipes compile: status tells the truth, the next run goes on with what still runs. */
export const runnerKilled: Case = {
  title: 'kill -9 of the runner in the middle of a compile: nothing that is finished is done again',
  async run() {
    needBuild();
    const at = { checkout: clone, cwd: clone, env };
    const status = async (): Promise<Status> => JSON.parse((await smechdeploy(['status', '--json'], at)).stdout);
    const recipe = '11_bootstrap_userland_musl/busybox';
    spawn(
      process.execPath,
      [path.join(clone, 'bin/smechdeploy-tui.mjs'), 'run', recipe, '--profile', 'smechvisor', '--detach'],
      {
        cwd: clone,
        env: { ...process.env, ...env },
        stdio: 'ignore',
      },
    );
    const before = (await status()).run?.id;
    const running = await until(async () => {
      const now = await status();
      return now.run?.state === 'running' && now.run.id !== before ? now : null;
    });
    await sleep(15_000);
    const runner = running.run?.pid ?? 0;
    const command = readFileSync(`/proc/${runner}/cmdline`, 'utf8');
    if (!command.includes('runner/main.js')) throw new Error(`pid ${runner} is not the runner but ${command}`);
    process.kill(runner, 'SIGKILL');
    await sleep(500);
    const lost = await status();
    if (lost.run?.state !== 'interrupted')
      throw new Error(`status says ${lost.run?.state} of a run whose runner is dead`);
    const again = expectExit(await smechdeploy(['run', '--profile', 'smechvisor'], at), 0, 'run after the loss');
    console.log(again.stdout);
    const log = (await smechdeploy(['logs', recipe, '--run', lost.run.id], at)).stdout;
    const steps = log.split('\n').filter((line) => /^==> \[\d+\/\d+\]/.test(line));
    if (steps.length === 0 || new Set(steps).size !== steps.length)
      throw new Error(`a step of busybox ran more than once, or none did:\n${steps.join('\n')}`);
    expectExit(await smechdeploy(['run', '--profile', 'smechvisor'], at), 0, 'run again');
  },
};

async function until<T>(probe: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const value = await probe();
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error('not seen within a minute');
    await sleep(200);
  }
}
