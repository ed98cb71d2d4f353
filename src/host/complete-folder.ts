import { readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const MOST = 200;

/** `~` and `~/x` as the shell has them. */
export const expandHome = (text: string): string => text.replace(/^~(?=\/|$)/, os.homedir());

/** Folders that what was typed may be the beginning of, each with a slash at its end; hidden ones when a dot was typed. */
export async function completeFolder(typed: string, cwd: string): Promise<string[]> {
  const text = expandHome(typed);
  const slash = text.lastIndexOf('/') + 1;
  const [parent, begin] = [text.slice(0, slash), text.slice(slash)];
  const entries = await readdir(path.resolve(cwd, parent), { withFileTypes: true }).catch(() => []);
  const fitting = entries.filter(
    ({ name }) => name.startsWith(begin) && (begin !== '' || !name.startsWith('.')) && !/\p{Cc}/u.test(name),
  );
  const folders = await Promise.all(
    fitting.map(async (entry) => {
      const isFolder =
        entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToFolder(path.resolve(cwd, parent, entry.name))));
      return isFolder ? [`${parent}${entry.name}/`] : [];
    }),
  );
  return folders.flat().toSorted().slice(0, MOST);
}

const leadsToFolder = (file: string) =>
  stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
