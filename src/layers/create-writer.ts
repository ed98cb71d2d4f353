import { constants, createWriteStream, lstatSync, lutimesSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { copyFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { copySparse } from '../host/copy-sparse.js';
import { failure } from '../host/errors.js';
import { hashFile } from '../host/hash.js';
import { sortEntries } from './entries.js';
import type { LayerEntry } from './manifest.js';
import { ancestorsOf, checkLayerPath } from './paths.js';
import type { Attributes, LayerWriter } from './writer.js';

type Draft =
  | Exclude<LayerEntry, { type: 'removed' }>
  | { type: 'file'; path: string; mode: number; uid: number; gid: number };

/**
 * A writer that keeps files' content in `dir`, with the time stamp `epoch` (seconds). `finish` gives the sorted entries. Parents that were not
 * asked for get no entry, so that an earlier layer's owner and mode of them stay.
 */
export function createLayerWriter(dir: string, epoch: number): LayerWriter & { finish: () => Promise<LayerEntry[]> } {
  const drafts = new Map<string, Draft>();
  const running = new Set<Promise<void>>();
  mkdirSync(dir, { recursive: true });

  /** Where the content of this path goes; makes its parents and takes away what was there before. */
  const prepare = (name: string, type: Draft['type']): string => {
    checkLayerPath(name);
    for (const folder of ancestorsOf(name)) {
      const above = drafts.get(folder);
      if (above && above.type !== 'dir')
        throw failure(
          `${name} can't be written to the layer: ${folder} is a ${above.type} there, not a folder; write to where it points.`,
        );
    }
    const file = path.join(dir, name);
    if (type !== 'dir' && lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) {
      throw failure(`${name} can't be written to the layer as a ${type}: it is a folder there already.`);
    }
    mkdirSync(path.dirname(file), { recursive: true });
    if (drafts.get(name)?.type !== 'dir') rmSync(file, { force: true });
    return file;
  };

  const note = (name: string, defaultMode: number, { mode = defaultMode, uid = 0, gid = 0 }: Attributes) => ({
    path: name,
    mode,
    uid,
    gid,
  });

  const track = (work: Promise<void>): Promise<void> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  return {
    file: (name, content, attributes = {}) =>
      track(
        (async () => {
          const file = prepare(name, 'file');
          drafts.set(name, { type: 'file', ...note(name, 0o644, attributes) });
          if (typeof content === 'string' || Buffer.isBuffer(content)) await writeFile(file, content);
          else await pipeline(content, createWriteStream(file));
          lutimesSync(file, epoch, epoch);
        })(),
      ),
    copy: (name, from, attributes = {}) =>
      track(
        (async () => {
          const info = await stat(from).catch((error: unknown) => {
            throw failure(`${from} can't be copied to ${name} of the layer: it is not there or not readable.`, {
              cause: error,
            });
          });
          const file = prepare(name, 'file');
          drafts.set(name, { type: 'file', ...note(name, info.mode & 0o111 ? 0o755 : 0o644, attributes) });
          await copyFile(from, file);
          lutimesSync(file, epoch, epoch);
        })(),
      ),
    restore: (from, entries) =>
      track(
        (async () => {
          for (const entry of entries) {
            if (entry.type === 'removed') throw new TypeError(`restore: ${entry.path} is a removal`);
            const file = prepare(entry.path, entry.type);
            if (entry.type === 'dir') mkdirSync(file, { recursive: true });
            if (entry.type === 'symlink') symlinkSync(entry.target, file);
            if (entry.type === 'file') await copyContent(path.join(from, entry.path), file);
            drafts.set(entry.path, entry);
          }
        })(),
      ),
    dir: (name, attributes = {}) => {
      mkdirSync(prepare(name, 'dir'), { recursive: true });
      drafts.set(name, { type: 'dir', ...note(name, 0o755, attributes) });
    },
    symlink: (name, target) => {
      const file = prepare(name, 'symlink');
      symlinkSync(target, file);
      lutimesSync(file, epoch, epoch);
      drafts.set(name, { type: 'symlink', ...note(name, 0o777, {}), target });
    },
    device: (name, kind, major, minor, attributes = {}) => {
      prepare(name, kind);
      drafts.set(name, { type: kind, ...note(name, 0o600, attributes), major, minor });
    },
    finish: async () => {
      await Promise.all(running);
      const entries: LayerEntry[] = [];
      for (const draft of drafts.values()) {
        const file = path.join(dir, draft.path);
        entries.push(
          draft.type === 'file' && !('sha256' in draft)
            ? { ...draft, size: lstatSync(file).size, sha256: await hashFile(file) }
            : draft,
        );
      }
      return sortEntries(entries);
    },
  };
}

/** Holes stay holes. */
async function copyContent(from: string, to: string): Promise<void> {
  const { size, blocks } = lstatSync(from);
  if (blocks * 512 >= size) await copyFile(from, to, constants.COPYFILE_FICLONE);
  else await copySparse(from, to);
}
