import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { prerequisiteError } from '../host/errors.js';
import { run } from '../host/exec.js';
import { underLock } from '../host/flock.js';
import { giveToCaller } from '../host/owner.js';

/** Folder of the deploy root's Python environment. */
export const venvFolder = (root: string) => path.join(root, '.venv');

const BROKEN = 9;

/** Run under a lock: makes the environment $1 unless it is there and whole; $2 exists while it is being made. */
const MAKE = `
if [ ! -e "$2" ]; then
  [ -x "$1/bin/python" ] && exit 0
  [ -e "$1" ] && exit ${BROKEN}
fi
: > "$2" || exit
python3 -m venv --clear "$1" || python3 -m venv --clear --without-pip "$1" || exit
rm -f "$2"
`;

/** The environment's Python; null while there is none. */
export async function venvPython(root: string): Promise<string | null> {
  const python = path.join(venvFolder(root), 'bin/python');
  return (await reachable(python, constants.X_OK)) ? python : null;
}

/**
 * The Python of the deploy root's .venv, which is made on first use; two phases that start at once make it once, and what was
 * left half-made is made anew. Where the host's Python has no ensurepip (Debian: python3-venv), it is made without pip.
 */
export async function ensureVenv(root: string, signal?: AbortSignal): Promise<string> {
  const state = path.join(root, '.smechdeploy');
  const venv = venvFolder(root);
  const unfinished = path.join(state, 'venv.unfinished');
  const python = await venvPython(root);
  if (python && !(await reachable(unfinished, constants.F_OK))) return python;
  await mkdir(state, { recursive: true });
  const { exitCode } = await run(underLock(path.join(state, 'venv.lock'), ['sh', '-c', MAKE, 'sh', venv, unfinished]), {
    okCodes: [0, BROKEN],
    ...(signal ? { signal } : {}),
  });
  if (exitCode === BROKEN) {
    throw prerequisiteError(
      `${venv} has no working bin/python: remove the folder, and it is made anew on the next run.`,
    );
  }
  await giveToCaller([state, venv]);
  return path.join(venv, 'bin/python');
}

const reachable = (file: string, mode: number) =>
  access(file, mode).then(
    () => true,
    () => false,
  );
