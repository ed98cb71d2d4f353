import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Hash of everything the cases depend on: tracked and new files, without documents. */
export function treeHash(root: string): string {
  const list = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const hash = createHash('sha256');
  for (const name of list
    .split('\0')
    .filter((name) => name !== '' && !name.endsWith('.md'))
    .sort()) {
    const file = path.join(root, name);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
