import { readlinkSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Who asks, for the journal and for others at the same run: alice@pts/3, or alice where there is no terminal. */
export function me(): string {
  const { username } = userInfo();
  const terminal = process.stdin.isTTY ? linkTarget('/proc/self/fd/0').replace(/^\/dev\//, '') : '';
  return terminal === '' ? username : `${username}@${terminal}`;
}

function linkTarget(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
