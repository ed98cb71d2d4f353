import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { prerequisiteError } from '../../host/errors.js';

/** Where steps and wrappers look for this machine's programs: never in the operator's own folders, which differ from one to the next. */
export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Absolute path of a host program, or undefined. */
export function findHostTool(name: string): string | undefined {
  return systemPath
    .split(':')
    .map((dir) => path.join(dir, name))
    .find(isProgram);
}

/** Absolute path of a host program; throws an OperatorError that names the Debian package. */
export function hostTool(name: string, debianPackage: string): string {
  const found = findHostTool(name);
  if (found === undefined) {
    throw prerequisiteError(
      `The program ${name} is not in ${systemPath}: install the package ${debianPackage}, or run \`smechdeploy-tui doctor --fix\`.`,
    );
  }
  return found;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
