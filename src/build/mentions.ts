import { run } from '../host/exec.js';

/** How many files one look goes through. */
const batch = 100;

/**
 * Which of these words stand in the data of these files as whole strings: as bytes, or in UTF-16 as Qt keeps them. Through `strings` and `grep`;
 * `wordsFile` holds the words, one a line.
 */
export async function mentionedWords(files: string[], wordsFile: string, signal?: AbortSignal): Promise<Set<string>> {
  const found = new Set<string>();
  // The last letter of bytes right before looks like one of UTF-16: sed tries without it. grep ends with 1 where it finds nothing.
  const script =
    'words=$1; shift; { strings -a -n 3 -- "$@"; strings -a -n 3 -e l -- "$@" | sed "p;s/^.//"; } | LC_ALL=C grep -Fxf "$words" | LC_ALL=C sort -u || true';
  for (let start = 0; start < files.length; start += batch) {
    const argv = ['sh', '-c', script, 'sh', wordsFile, ...files.slice(start, start + batch)];
    const { stdout } = await run(argv, { env: { LC_ALL: 'C' }, ...(signal ? { signal } : {}) });
    for (const word of stdout.split('\n')) if (word !== '') found.add(word);
  }
  return found;
}
