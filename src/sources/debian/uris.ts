/** One line of apt's `--print-uris`: where a file of an index lies, with the index's size and hash for it. */
export interface IndexedFile {
  uri: string;
  file: string;
  size: number;
  sha256: string;
}

const line = /^'([^']+)' (\S+) (\d+) SHA256:([0-9a-f]{64})$/;

/** Reads `'URI' FILE SIZE SHA256:HASH` lines; anything else apt prints is passed over. */
export function parseUris(output: string): IndexedFile[] {
  return output.split('\n').flatMap((text) => {
    const [, uri, file, size, sha256] = line.exec(text.trimEnd()) ?? [];
    if (uri === undefined || file === undefined || size === undefined || sha256 === undefined) return [];
    return [{ uri, file, size: Number(size), sha256 }];
  });
}

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
