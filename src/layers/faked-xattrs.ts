import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseDump } from './xattrs.js';

/*
 * fakeroot's state file holds owners, modes and devices, but no extended attributes: those that an install step sets, such as a program's
 * capabilities, would be gone with its fakeroot. So they are kept beside it, as getfattr prints them.
 */
const fileBeside = (state: string) => `${state}.xattrs`;

/** A file that is gone meanwhile fails the step: it was moved outside fakeroot, which doesn't know where to. */
const script = `kept=$1 dir=$2; shift 2
if test -s "$kept"; then (cd "$dir" && setfattr -h --restore="$kept") || exit; fi
"$@" || exit
cd "$dir" && getfattr -R -h -P -d -m - -e base64 . >"$kept"`;

/** What is started below fakeroot for a command: in `dir`, extended attributes of the commands before it are there, and its own are kept. */
export const keepingXattrs = (argv: string[], { state, dir }: { state: string; dir: string }): string[] => [
  ...['sh', '-c', script, 'fakeroot', fileBeside(state), dir],
  ...argv,
];

/** Extended attributes that commands under this state have set, by path below their `dir`, values in base64. */
export async function readFakedXattrs(state: string): Promise<Map<string, Record<string, string>>> {
  const file = fileBeside(state);
  return existsSync(file) ? parseDump(await readFile(file, 'utf8')) : new Map();
}
