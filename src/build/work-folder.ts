import { chmod, copyFile, link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { run } from '../host/exec.js';
import type { RecipeFile } from '../recipes/define.js';
import { copySourceTree } from './copy-tree.js';
import type { TokenValues } from './tokens.js';

/** Folders of a work folder that the build room itself uses; a second source can't have such a name. */
const own = ['src', 'build', 'dest', 'sysroot', 'files', 'tools', 'host', 'home', 'tmp'] as const;

export interface UnpackSource {
  name: string;
  /** Absolute paths of verified files, the source archive first. */
  files: string[];
  /** A folder in place of files, and the hash that its content has. */
  tree?: { path: string; sha256: string };
}

export type WorkFolders = Omit<TokenValues, 'jobs' | 'epoch'> & { home: string; tmp: string };

export const workFolders = (work: string): WorkFolders => {
  const at = (name: (typeof own)[number]) => path.join(work, name);
  return {
    work,
    src: at('src'),
    build: at('build'),
    dest: at('dest'),
    sysroot: at('sysroot'),
    files: at('files'),
    tools: at('tools'),
    host: at('host'),
    home: at('home'),
    tmp: at('tmp'),
  };
};

/** Makes the work folder anew. */
export async function makeWorkFolder(folders: WorkFolders): Promise<void> {
  await removeFolder(folders.work);
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
}

/** Removes a folder whatever an install step did to the modes of those below. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await run(['chmod', '-R', 'u+rwX', folder], { okCodes: [0, 1] });
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Unpacks sources: the first one's archive as @src@, each other one's as @work@/NAME. A single folder at the top of an archive is dropped.
 * Further files of a source (patches, a distribution's packaging) lie in @work@/NAME.extra, archives unpacked as they are. A set of .deb
 * files is put into the folder as it is, and so is a tree, whose files then all have the time `epoch` (seconds).
 */
export async function unpackSources(
  sources: UnpackSource[],
  folders: WorkFolders,
  { epoch, signal }: { epoch: number; signal?: AbortSignal },
): Promise<void> {
  for (const [index, { name, files, tree }] of sources.entries()) {
    if (index > 0 && own.some((taken) => taken === name))
      throw new TypeError(`a source can't be called ${name}: the work folder uses that name`);
    const into = index === 0 ? folders.src : path.join(folders.work, name);
    await mkdir(into, { recursive: true });
    if (tree) {
      await copySourceTree(tree, into, epoch, signal);
      continue;
    }
    if (files.length > 0 && files.every((file) => file.endsWith('.deb'))) {
      for (const file of files) await linkOrCopy(file, path.join(into, path.basename(file)));
      continue;
    }
    const [archive, ...extra] = files;
    if (archive === undefined) throw new TypeError(`the source ${name} has no file`);
    if (isArchive(archive)) await unpackStripped(archive, into, signal);
    else await copyFile(archive, path.join(into, path.basename(archive)));
    const beside = path.join(folders.work, `${name}.extra`);
    for (const file of extra) {
      await mkdir(beside, { recursive: true });
      if (isArchive(file)) await unpack(file, beside, signal);
      else await copyFile(file, path.join(beside, path.basename(file)));
    }
  }
}

const isArchive = (file: string) => /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz)$/.test(file);

/** As the calling user's, with the modes of the archive less the usual mask: also when root builds. */
const unpack = async (archive: string, into: string, signal?: AbortSignal) => {
  const options = ['--no-same-owner', '--no-same-permissions'];
  await run(['tar', '-x', ...options, '-f', archive, '-C', into], signal ? { signal } : {});
};

async function unpackStripped(archive: string, into: string, signal?: AbortSignal): Promise<void> {
  await unpack(archive, into, signal);
  const [only, ...others] = await readdir(into, { withFileTypes: true });
  if (!only) throw failure(`${archive} is an empty archive: remove it, so that it is fetched anew.`);
  if (others.length > 0 || !only.isDirectory()) return;
  // Aside first: the folder may hold something of its own name.
  const aside = `${into}.unpacked`;
  await rename(path.join(into, only.name), aside);
  await rm(into, { recursive: true });
  await rename(aside, into);
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

/** Puts a recipe's own files into @files@; paths are absolute by now. */
export async function placeFiles(files: Record<string, RecipeFile>, folder: string): Promise<void> {
  for (const [name, file] of Object.entries(files)) {
    const to = path.join(folder, name);
    await mkdir(path.dirname(to), { recursive: true });
    if ('path' in file) await copyFile(file.path, to);
    else {
      await writeFile(to, file.text);
      await chmod(to, file.mode ?? 0o644);
    }
  }
}
