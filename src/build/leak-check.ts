import { open } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import type { LayerEntry } from '../layers/manifest.js';
import type { Recipe } from '../recipes/define.js';
import { binaryKind, type ElfFacts, readElf } from './elf.js';

/** Something of the build machine in a layer's file, or a program that the target can't start. */
export interface Leak {
  /** Relative to the layer's root; of an object that was compiled, to the work folder. */
  path: string;
  /** What was found, to be read after the path: "has the RUNPATH /home/...". */
  found: string;
}

export interface LeakCheck {
  recipe: Pick<Recipe, 'libc' | 'interpreter' | 'leaksAllowed'>;
  dir: string;
  entries: LayerEntry[];
  /** Entries of the sysroot's layers. */
  sysroot: LayerEntry[];
  /** Paths of this machine that no file may hold: work folders, cache. */
  forbidden: string[];
  signal?: AbortSignal;
}

/** Looks through a layer for what must not be in it, `leaksAllowed` left out. */
export async function findLeaks(check: LeakCheck): Promise<Leak[]> {
  const files = check.entries.filter((entry) => entry.type === 'file');
  const linked = files.filter(
    ({ path: name, size }) => size > 0 && binaryKind(path.join(check.dir, name)) === 'linked',
  );
  const facts = await readElf(
    linked.map(({ path: name }) => path.join(check.dir, name)),
    check.signal,
  );
  const names = libraryNames(check);
  const folders = new Set(
    [...check.entries, ...check.sysroot].flatMap((entry) => (entry.type === 'dir' ? [entry.path] : [])),
  );
  const leaks: Leak[] = [];
  for (const { path: name } of files) {
    const file = path.join(check.dir, name);
    const elf = facts.get(file);
    const found = [
      ...(elf ? linkLeaks(check.recipe, elf, names, folders) : []),
      ...(await pathLeaks(file, check.forbidden)),
    ];
    leaks.push(...found.map((text) => ({ path: name, found: text })));
  }
  // Installed below a folder of this machine: the topmost entry tells.
  for (const text of check.forbidden) {
    const misplaced = check.entries.find((entry) => `/${entry.path}/`.includes(`${text}/`));
    if (misplaced) leaks.push({ path: misplaced.path, found: 'was installed at a path of the building machine' });
  }
  for (const entry of check.entries) {
    if (entry.type !== 'symlink') continue;
    const found = check.forbidden.filter((text) => entry.target.includes(text));
    leaks.push(...found.map((text) => ({ path: entry.path, found: `leads to the build path ${text}` })));
  }
  return withoutAllowed(check.recipe, leaks);
}

/** Those that the recipe does not excuse. */
export function withoutAllowed({ leaksAllowed = [] }: Pick<Recipe, 'leaksAllowed'>, leaks: Leak[]): Leak[] {
  const allowed = picomatch(
    leaksAllowed.map(({ glob }) => glob),
    { dot: true },
  );
  return leaks.filter((leak) => !allowed(leak.path));
}

function libraryNames({ entries, sysroot }: LeakCheck): Set<string> {
  const isFile = (entry: LayerEntry) => entry.type === 'file' || entry.type === 'symlink' || entry.type === 'hardlink';
  return new Set([...entries, ...sysroot].filter(isFile).map((entry) => path.basename(entry.path)));
}

/** What is wrong with how a program or library would be loaded. Pure. */
export function linkLeaks(
  recipe: Pick<Recipe, 'libc' | 'interpreter'>,
  elf: ElfFacts,
  names: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): string[] {
  const leaks = elf.runPaths
    // A library's private folder is fine, as long as it is one of the target's.
    .filter((entry) => !entry.startsWith('$ORIGIN') && !folders.has(entry.replace(/^\//, '').replace(/\/+$/, '')))
    .map((entry) => `has the run path ${entry}, which is no folder of the target`);
  if (recipe.interpreter === 'any') return leaks;
  const wanted = recipe.interpreter === 'static' ? null : recipe.interpreter;
  if (elf.interpreter !== null && elf.interpreter !== wanted) {
    leaks.push(`asks for the interpreter ${elf.interpreter} instead of ${wanted ?? 'none (static)'}`);
  }
  // What runs on this machine uses this machine's libraries.
  if (recipe.libc !== 'host') {
    const unknown = elf.needed.filter((name) => !names.has(path.basename(name)));
    leaks.push(...unknown.map((name) => `needs ${name}, which is neither in the sysroot nor in the layer`));
  }
  return leaks;
}

const chunkSize = 4 * 1024 * 1024;

/** Searches a file's bytes, piece by piece with an overlap, for paths of this machine. */
async function pathLeaks(file: string, forbidden: string[]): Promise<string[]> {
  const wanted = new Map(forbidden.map((text) => [text, Buffer.from(text)]));
  const overlap = Math.max(0, ...[...wanted.values()].map((bytes) => bytes.length - 1));
  const found = new Set<string>();
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.allocUnsafe(Math.min(size, chunkSize) + overlap);
    for (let position = 0; position < size; position += chunkSize) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      const part = buffer.subarray(0, bytesRead);
      for (const [text, bytes] of wanted) if (part.includes(bytes)) found.add(text);
    }
  } finally {
    await handle.close();
  }
  return [...found].map((text) => `holds the build path ${text}`);
}
