import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Exec } from './exec.js';
import { writeTar } from './tar.js';
import type { TreeEntry } from './tree.js';

/** One entry of an initramfs; all belong to root. Parents are made (0755). Paths have no leading slash. */
export type InitramfsEntry =
  | { type: 'dir'; path: string; mode?: number }
  /** Default mode 0644. */
  | { type: 'file'; path: string; from: string; mode?: number }
  | { type: 'file'; path: string; text: string; mode?: number }
  | { type: 'symlink'; path: string; target: string }
  /** Default mode 0600. */
  | { type: 'char' | 'block'; path: string; major: number; minor: number; mode?: number };

export interface InitramfsOptions {
  /** Time stamp of every entry, in seconds. */
  epoch: number;
  /** Default zstd. */
  compression?: 'zstd' | 'gzip' | 'none';
  exec: Exec;
}

/**
 * Writes a newc archive as the kernel reads it, device nodes included, as any user: libarchive's bsdtar turns a tar archive of the entries
 * into it. The same entries give the same bytes.
 */
export async function makeInitramfs(entries: InitramfsEntry[], file: string, options: InitramfsOptions): Promise<void> {
  const work = await mkdtemp(`${file}.`);
  try {
    const tar = path.join(work, 'tar');
    const tree = await Promise.all(
      withParents(entries).map((entry, index) => treeEntry(entry, path.join(work, `text${index}`))),
    );
    await writeTar(tree, createWriteStream(tar), { epoch: options.epoch });
    const cpio = path.join(work, 'cpio');
    await options.exec(['bsdtar', '--format', 'newc', '-cf', cpio, `@${tar}`], { env: { LC_ALL: 'C.UTF-8' } });
    await options.exec([
      'sh',
      '-c',
      'from=$1 to=$2; shift 2; exec "$@" <"$from" >"$to"',
      'sh',
      cpio,
      file,
      ...compressors[options.compression ?? 'zstd'],
    ]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const compressors = {
  zstd: ['zstd', '-q', '-19', '-T1', '-c'],
  gzip: ['gzip', '-9', '-n', '-c'],
  none: ['cat'],
};

function withParents(entries: InitramfsEntry[]): InitramfsEntry[] {
  const all = new Map<string, InitramfsEntry>();
  for (const entry of entries) {
    for (let dir = path.posix.dirname(entry.path); dir !== '.'; dir = path.posix.dirname(dir)) {
      if (!all.has(dir)) all.set(dir, { type: 'dir', path: dir });
    }
    all.set(entry.path, entry);
  }
  return [...all.values()];
}

async function treeEntry(entry: InitramfsEntry, textFile: string): Promise<TreeEntry> {
  const common = { path: entry.path, uid: 0, gid: 0 };
  switch (entry.type) {
    case 'dir':
      return { entry: { type: 'dir', ...common, mode: entry.mode ?? 0o755 } };
    case 'symlink':
      return { entry: { type: 'symlink', ...common, mode: 0o777, target: entry.target } };
    case 'char':
    case 'block':
      return {
        entry: { type: entry.type, ...common, mode: entry.mode ?? 0o600, major: entry.major, minor: entry.minor },
      };
    case 'file': {
      if ('text' in entry) await writeFile(textFile, entry.text);
      const content = 'text' in entry ? textFile : entry.from;
      const { size } = await stat(content);
      return { entry: { type: 'file', ...common, mode: entry.mode ?? 0o644, size }, content };
    }
  }
}
