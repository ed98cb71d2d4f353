import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ExitCode, OperatorError, prerequisiteError, usageError } from '../host/errors.js';
import { makeFolder } from '../host/make-folder.js';
import { giveToCaller } from '../host/owner.js';
import { packageFile } from '../host/package.js';
import { SETTINGS_FILE } from '../host/read-settings.js';
import { writeRemedy } from '../host/write-remedy.js';
import { isRoot } from '../orders/root.js';
import { profiles } from '../profiles/index.js';
import { someOf } from '../state/some-of.js';
import type { Command } from './types.js';

const FILES = [...profiles.map(({ order }) => order), SETTINGS_FILE];
const IGNORED = ['/essentials/', '/deps/', '/images/', '/iso-builder/', '/.smechdeploy/', '/.venv/'];
/** What may lie in a folder that becomes a deploy root: a new repository, and the parts of one. */
const FITTING =
  /^(\.git.*|\.editorconfig|readme.*|licen[cs]e.*|bin|config|payload|images|essentials|deps|iso-builder|repo-packs.*|\.venv|\.smechdeploy)$/i;

/** Makes a folder a deploy root; in one that is a deploy root, adds what it lacks. What is there is never changed. */
export const command: Command = async (io, options, [operand, ...more]) => {
  if (operand === undefined || operand === '' || more.length > 0) {
    throw usageError('init takes one folder, such as `smechdeploy-tui init smech`.');
  }
  const dir = path.resolve(io.cwd, operand);
  await assertFitting(dir);
  const made = await create(dir, io.env);
  const next = `smechdeploy-tui plan --root ${/\s/.test(dir) ? JSON.stringify(dir) : dir} --profile smechvisor`;
  if (options.json) {
    io.json({ schemaVersion: 1, root: dir, made, next });
    return ExitCode.ok;
  }
  io.line(
    made.length > 0
      ? `${dir} is a deploy root now; made in it: ${made.join(', ')}.`
      : `${dir} is a deploy root already: nothing to do.`,
  );
  io.line(`Next: \`${next}\`.`);
  return ExitCode.ok;
};

async function assertFitting(dir: string): Promise<void> {
  const stats = await stat(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw usageError(`${dir} can't be used (${error.code}): name a folder that you may write in.`);
  });
  if (!stats) return;
  if (!stats.isDirectory()) throw usageError(`${dir} is a file: name a folder, new or empty.`);
  if (isRoot(dir)) return;
  const foreign = (await readdir(dir)).filter((name) => !FITTING.test(name)).sort();
  if (foreign.length === 0) return;
  throw usageError(
    `${dir} holds other things (${someOf(foreign, 3)}): name a new or empty folder, such as ${path.join(dir, 'smech')}.`,
  );
}

/** What was made or added to, relative to the deploy root. */
async function create(dir: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const made: string[] = [];
  const parent = firstMade(dir);
  for (const name of FILES) {
    if (await unlessThere(copyFile(packageFile(name), path.join(dir, name), constants.COPYFILE_EXCL), dir))
      made.push(name);
  }
  if (await unlessThere(mkdir(path.join(dir, 'bin')), dir)) made.push('bin/');
  if (await ignore(path.join(dir, '.gitignore')).catch(rights(dir))) made.push('.gitignore');
  await giveToCaller(parent === null ? made.map((name) => path.join(dir, name)) : [parent], env);
  return made;
}

function firstMade(dir: string): string | null {
  try {
    return makeFolder(dir);
  } catch (error) {
    return rights(dir)(error);
  }
}

/** Adds the lines that a .gitignore lacks; false when it lacks none. */
async function ignore(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const present = new Set(text.split('\n').map((line) => line.trim()));
  const missing = IGNORED.filter((line) => !present.has(line));
  if (missing.length === 0) return false;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  await writeFile(file, `${text}${gap}${missing.join('\n')}\n`);
  return true;
}

/** Whether it was made; false when it was there before. */
async function unlessThere(making: Promise<unknown>, dir: string): Promise<boolean> {
  try {
    await making;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return rights(dir)(error);
  }
}

const rights =
  (dir: string) =>
  (error: unknown): never => {
    if (error instanceof OperatorError) throw error;
    throw prerequisiteError(
      `${dir} can't be made a deploy root (${(error as NodeJS.ErrnoException).code}): ${writeRemedy(error)}, or name another folder.`,
      { cause: error },
    );
  };
