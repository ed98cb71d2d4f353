import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { prerequisiteError } from '../host/errors.js';
import type { CacheLayout } from '../host/layout.js';
import type { Recipe } from '../recipes/define.js';
import { openBuildRoot } from './build-root/open.js';
import { hostTool } from './toolchain/host-tools.js';
import { versionLine } from './version-line.js';

/** Versions of the host programs that decide what a compile gives, name -> version. */
export type CompilerIdentity = Record<string, string>;

const known = new Map<string, Promise<string>>();

/** The compiler of a recipe: that of its build root, else this machine's. Throws an OperatorError when one is missing. */
export async function compilerOf({ buildRoot }: Pick<Recipe, 'buildRoot'>, cache: CacheLayout) {
  if (buildRoot === undefined) return compilerIdentity();
  const made = await openBuildRoot(buildRoot, cache);
  if (!made) throw prerequisiteError(`The build root ${buildRoot} is not there: run \`smechdeploy-tui fetch\`.`);
  return { 'of the build root': `${buildRoot} ${made.identity}`, gcc: made.gcc, binutils: made.binutils };
}

/** gcc and binutils as the wrappers start them. Throws an OperatorError when one is missing. */
async function compilerIdentity(): Promise<CompilerIdentity> {
  const [gcc, binutils] = await Promise.all([version(hostTool('gcc', 'gcc')), version(hostTool('ld', 'binutils'))]);
  return { gcc, binutils };
}

/** Asked once a process, and again after a failure: `doctor --fix` may have been run. */
function version(program: string): Promise<string> {
  const asked = known.get(program) ?? askVersion(program);
  known.set(program, asked);
  asked.catch(() => known.delete(program));
  return asked;
}

/** Node's own way to start a program: every plan asks, and the library takes longer to load than the compiler to answer. */
async function askVersion(program: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { env: { ...process.env, LC_ALL: 'C' } });
    return versionLine(stdout);
  } catch (error) {
    throw prerequisiteError(`${program} does not answer: install it, or run \`smechdeploy-tui doctor --fix\`.`, {
      cause: error,
    });
  }
}
