import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { prerequisiteError } from '../../host/errors.js';

/** Where steps and wrappers look for programs: never in the operator's own folders, which differ from one to the next. */
export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Where a recipe's programs come from: this machine, or a build root. */
export interface Programs {
  /** The folder that they see as `/`; empty: this machine. */
  root: string;
  /** A command of theirs as this machine starts it. `cwd`: the folder it runs in. */
  enter: (argv: string[], cwd?: string) => string[];
}

export const thisMachine: Programs = { root: '', enter: (argv) => argv };

/** Absolute path of a program as those of `from` see it, or undefined. */
export function findHostTool(name: string, { root }: Pick<Programs, 'root'> = thisMachine): string | undefined {
  return systemPath
    .split(':')
    .map((dir) => path.join(dir, name))
    .find((file) => (root === '' ? isProgram(file) : isThere(path.join(root, file))));
}

/** Absolute path of a program; throws an OperatorError that names the Debian package. */
export function hostTool(name: string, debianPackage: string, from: Pick<Programs, 'root'> = thisMachine): string {
  const found = findHostTool(name, from);
  if (found !== undefined) return found;
  if (from.root !== '') throw new TypeError(`the build root ${from.root} lacks ${name} of ${debianPackage}`);
  throw prerequisiteError(
    `The program ${name} is not in ${systemPath}: install the package ${debianPackage}, or run \`smechdeploy-tui doctor --fix\`.`,
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Its links lead to places of that root: they can't be followed from here. */
const isThere = (file: string) => lstatSync(file, { throwIfNoEntry: false }) !== undefined;
