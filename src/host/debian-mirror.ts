import { run } from './exec.js';

/**
 * The mirror of Debian that the host's apt uses, from `apt-get update --print-uris`: the address before /dists/. Null where the
 * host has none, such as on another distribution.
 */
export function debianMirror(output: string): string | null {
  for (const text of output.split('\n')) {
    const [, base] = /^'(.+)\/dists\/[^']+\/(?:In)?Release'/.exec(text) ?? [];
    if (base !== undefined && /\/debian\/?$/.test(base)) return base;
  }
  return null;
}

/** The mirror of Debian that this machine's apt is set to; null where it has none. */
export const hostMirror = async (): Promise<string | null> =>
  debianMirror((await run(['apt-get', 'update', '--print-uris'], { env: { LC_ALL: 'C' } })).stdout);
