import { lchown, lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Owner {
  uid: number;
  gid: number;
}

/** Who called sudo; null when this was not started by sudo, or by root. */
export function sudoCaller(env: NodeJS.ProcessEnv = process.env, uid = process.getuid?.()): Owner | null {
  const caller = { uid: Number(env.SUDO_UID || Number.NaN), gid: Number(env.SUDO_GID || Number.NaN) };
  if (uid !== 0 || !Number.isInteger(caller.uid) || !Number.isInteger(caller.gid) || caller.uid <= 0) return null;
  return caller;
}

/** Gives paths (files, or folders with all that is in them) to who called sudo; nothing to do otherwise. Links are not followed. */
export async function giveToCaller(paths: string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const owner = sudoCaller(env);
  if (owner) for (const file of paths) await give(file, owner);
}

async function give(file: string, owner: Owner): Promise<void> {
  const stats = await lstat(file).catch(ignoreGone);
  if (!stats) return;
  await lchown(file, owner.uid, owner.gid).catch(ignoreGone);
  if (!stats.isDirectory()) return;
  for (const child of await readdir(file)) await give(path.join(file, child), owner);
}

function ignoreGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

export interface User {
  name: string;
  uid: number;
  home: string;
}

/** Users of this machine, from /etc/passwd. */
export async function readUsers(file = '/etc/passwd'): Promise<User[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, , , home] = line.split(':');
    return name && uid && home ? [{ name, uid: Number(uid), home }] : [];
  });
}
