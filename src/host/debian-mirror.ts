import { prerequisiteError } from './errors.js';
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

/** The mirror that this machine's apt is set to; throws a prerequisite error where there is none. */
export async function hostMirror(): Promise<string> {
  const { stdout } = await run(['apt-get', 'update', '--print-uris'], { env: { LC_ALL: 'C' } });
  const mirror = debianMirror(stdout);
  if (mirror !== null) return mirror;
  throw prerequisiteError("This machine's apt names no mirror of Debian: add one in /etc/apt/sources.list.d.");
}
