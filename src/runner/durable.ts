import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a file so that after a power cut either the former or the new content is there, whole. Synchronous: for records that must be on disk before anything else happens. */
export function writeDurably(file: string, content: string): void {
  const temporary = `${file}.${process.pid}`;
  const fd = openSync(temporary, 'w', 0o644);
  try {
    // All of it: a single write to a disk that becomes full takes what there is room for, without an error.
    writeFileSync(fd, content);
    fsyncSync(fd);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, file);
  syncFolder(path.dirname(file));
}

/** Makes names that were made in a folder last. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
