import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../host/errors.js';

export interface ScriptFile {
  /** Relative to the deploy root. */
  path: string;
  /** Absolute, without symbolic links. */
  real: string;
  language: 'bash' | 'python';
}

/**
 * The operator's script at a path below the deploy root; null when there is nothing.
 * Throws a usage error that begins with `place` for what is there and can't be run.
 */
export async function findScript(root: string, relative: string, place: string): Promise<ScriptFile | null> {
  const file = path.join(root, relative);
  const real = await realpath(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw usageError(`${place}: ${relative} can't be followed (${error.code}): mend the path or take the line out.`);
  });
  if (real === null) return null;
  if (!isBelow(await realpath(root), real)) {
    throw usageError(
      `${place}: ${relative} is a symbolic link to ${real}, outside the deploy root: copy the script into ${path.join(root, 'bin')}.`,
    );
  }
  const stats = await stat(real);
  if (stats.isDirectory()) throw usageError(`${place}: ${relative} is a folder: name a .sh or .py file in it.`);
  if (!stats.isFile()) throw usageError(`${place}: ${relative} is no regular file: put a script in its place.`);
  const language = relative.endsWith('.sh') ? 'bash' : relative.endsWith('.py') ? 'python' : null;
  if (language === null)
    throw usageError(`${place}: ${relative} is neither .sh nor .py: rename it to what runs it, bash or Python.`);
  await assertReadable(real, relative, place);
  return { path: relative, real, language };
}

/** Scripts in bin/, as `bin/NAME.sh`, sorted. */
export async function listScripts(root: string): Promise<string[]> {
  const names = await readdir(path.join(root, 'bin')).catch(() => []);
  return names
    .filter((name) => /\.(sh|py)$/.test(name))
    .sort()
    .map((name) => `bin/${name}`);
}

async function assertReadable(real: string, relative: string, place: string): Promise<void> {
  try {
    await (await open(real)).close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(`${place}: ${relative} can't be read (${code}): \`chmod a+r ${real}\`, or run as its owner.`);
  }
}

/** True for a path inside a folder, not for the folder itself. */
const isBelow = (folder: string, file: string) => file.startsWith(folder === '/' ? '/' : `${folder}/`);
