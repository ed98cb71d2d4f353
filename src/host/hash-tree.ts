import { type Dirent, existsSync } from 'node:fs';
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from './errors.js';
import { hashFile, hashText } from './hash.js';

/**
 * sha256 of a file's content, or of a folder's names, kinds, executable bits and contents; what a link out of it leads to counts. Throws a usage
 * error when it is not there, and for a link in it that leads to a folder outside.
 */
export async function hashTree(name: string): Promise<string> {
  const found = await stat(name).catch(() => null);
  if (!found) throw usageError(`${name} is missing, which a phase or recipe reads: put it back.`);
  if (!found.isDirectory()) return hashFile(name);
  const lines = await listing(await realpath(name), '');
  return hashText(lines.join('\n'));
}

async function listing(root: string, below: string): Promise<string[]> {
  const children = await readdir(path.join(root, below), { withFileTypes: true });
  const lines = await Promise.all(children.map((child) => linesOf(root, below, child)));
  return lines.flat().sort();
}

async function linesOf(root: string, below: string, child: Dirent): Promise<string[]> {
  const name = path.join(below, child.name);
  const file = path.join(root, name);
  if (child.isDirectory()) return [`${JSON.stringify(name)}/`, ...(await listing(root, name))];
  if (child.isSymbolicLink())
    return [`${JSON.stringify(name)} -> ${JSON.stringify(await readlink(file))}${await outside(root, file)}`];
  const executable = ((await lstat(file)).mode & 0o111) !== 0;
  return [`${JSON.stringify(name)} ${executable ? 'x' : '-'} ${await hashFile(file)}`];
}

/** The hash of what a link leads to, where that lies elsewhere: within the folder it is listed itself. */
async function outside(root: string, link: string): Promise<string> {
  if (!existsSync(link)) return '';
  const place = await realpath(link);
  if (place === root || place.startsWith(`${root}/`)) return '';
  if ((await stat(place)).isDirectory())
    throw usageError(`${link} leads to the folder ${place}, out of ${root}: put the folder itself there.`);
  return ` ${await hashFile(place)}`;
}
