import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from './errors.js';
import { hashFile, hashText } from './hash.js';

/** sha256 of a file's content, or of a folder's names, kinds, executable bits and contents. Throws a usage error when it is not there. */
export async function hashTree(name: string): Promise<string> {
  const found = await lstat(name).catch(() => null);
  if (!found) throw usageError(`${name} is missing, which a phase or recipe reads: put it back.`);
  if (!found.isDirectory()) return hashFile(name);
  const lines = await listing(name, '');
  return hashText(lines.join('\n'));
}

async function listing(root: string, below: string): Promise<string[]> {
  const children = await readdir(path.join(root, below), { withFileTypes: true });
  const lines = await Promise.all(
    children.map(async (child): Promise<string[]> => {
      const name = path.join(below, child.name);
      const file = path.join(root, name);
      if (child.isDirectory()) return [`${JSON.stringify(name)}/`, ...(await listing(root, name))];
      if (child.isSymbolicLink()) return [`${JSON.stringify(name)} -> ${JSON.stringify(await readlink(file))}`];
      const executable = ((await lstat(file)).mode & 0o111) !== 0;
      return [`${JSON.stringify(name)} ${executable ? 'x' : '-'} ${await hashFile(file)}`];
    }),
  );
  return lines.flat().sort();
}
