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
