import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageFile } from '../../src/host/package.js';

const installer = packageFile('payload/installer');

export interface ShellEnd {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a text in BusyBox's shell with the installer's library, as the install medium does: an error ends it. */
export function shell(text: string, env: Record<string, string> = {}): ShellEnd {
  const script = `set -eu -o pipefail\nfor part in "$installer"/lib/*.sh; do . "$part"; done\n${text}\n`;
  const { status, stdout, stderr } = spawnSync('busybox', ['sh', '-c', script], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, installer, ...env },
  });
  return { status, stdout, stderr };
}

/** Files of a machine that is not there, below `dir`. */
export function place(dir: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return dir;
}
