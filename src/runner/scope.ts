import { existsSync } from 'node:fs';

/** What of this machine decides. */
export interface ScopeMachine {
  uid: number | undefined;
  /** A folder that is there where systemd runs. */
  systemd: string;
}

/**
 * What to put before a program so that it outlives the login session: empty, except where logind kills what a user leaves behind
 * and the user's own service manager can keep it (which takes `loginctl enable-linger`).
 */
export async function scopePrefix(
  env: NodeJS.ProcessEnv = process.env,
  { uid, systemd }: ScopeMachine = { uid: process.getuid?.(), systemd: '/run/systemd/system' },
): Promise<string[]> {
  if (!env.XDG_SESSION_ID || uid === 0 || !existsSync(systemd)) return [];
  const prefix = ['systemd-run', '--user', '--scope', '--quiet', '--collect', '--'];
  return (await killsUserProcesses()) && (await succeeds([...prefix, 'true'])) ? prefix : [];
}

async function killsUserProcesses(): Promise<boolean> {
  const property = [
    'org.freedesktop.login1',
    '/org/freedesktop/login1',
    'org.freedesktop.login1.Manager',
    'KillUserProcesses',
  ];
  try {
    const { run } = await load();
    return (await run(['busctl', 'get-property', ...property])).stdout.trim() === 'b true';
  } catch {
    return false;
  }
}

async function succeeds(argv: string[]): Promise<boolean> {
  try {
    const { run } = await load();
    await run(argv);
    return true;
  } catch {
    return false;
  }
}

/** Loading it takes longer than most starts of this program, and most need it not. */
const load = () => import('../host/exec.js');
