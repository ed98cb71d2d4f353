import {
  chmodSync,
  constants,
  copyFileSync,
  lchownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { run } from '../host/exec.js';
import type { Operation } from './compose-plan.js';
import { type Desired, parseXattrs, type Rights, xattrsText } from './desired.js';
import { ancestorsOf, parentOf } from './paths.js';
import { removeXattr, writeXattrs } from './xattrs.js';

export interface WriterOptions {
  root: string;
  /** Seconds. */
  epoch: number;
  rights: Rights;
  /** Beginning of the names of half-written files. */
  temporary: string;
}

/**
 * Touches the target, one operation at a time. Everything is made under a temporary name and renamed, so a path is either as before or
 * complete. The folders on the way are looked at anew whenever another folder is entered: none may have become a link.
 */
export class TargetWriter {
  private readonly options: WriterOptions;
  private entered: string | undefined;
  private count = 0;
  /** Folders that were made or whose content changed. */
  private readonly touched = new Set<string>();
  private readonly folders = new Map<string, Desired>();
  private readonly special: Desired[] = [];
  private readonly attributed: Operation[] = [];

  constructor(options: WriterOptions) {
    this.options = options;
  }

  apply(operation: Operation): void {
    const { kind, path: name, want, before } = operation;
    this.enter(parentOf(name));
    if (kind !== 'meta') this.touched.add(parentOf(name));
    if (kind === 'remove' || !want) {
      this.remove(name, before?.type === 'dir');
      return;
    }
    if (kind === 'replace' && (before?.type === 'dir') !== (want.type === 'dir'))
      this.remove(name, before?.type === 'dir');
    if (want.xattrs || before?.xattrs) this.attributed.push(operation);
    if (want.type === 'dir') this.makeFolder(want, kind === 'meta');
    else if (kind === 'meta') this.setAttributes(this.place(name), want);
    else if (want.type === 'file') this.makeFile(want);
    else if (want.type === 'symlink') this.makeLink(want);
    else this.special.push(want);
  }

  /** What waits for the end: devices and pipes, extended attributes, then folders from the leaves up. */
  async finish(): Promise<void> {
    for (const want of this.special) await this.makeSpecial(want);
    await this.setXattrs();
    for (const folder of [...this.touched].sort().reverse()) {
      if (folder === '') continue;
      this.enter(parentOf(folder));
      const place = this.place(folder);
      if (!lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) continue;
      const want = this.folders.get(folder);
      if (want) this.setAttributes(place, want);
      else lutimesSync(place, this.options.epoch, this.options.epoch);
    }
  }

  private place(name: string): string {
    return path.join(this.options.root, name);
  }

  private enter(folder: string): void {
    if (folder === this.entered) return;
    for (const part of folder === '' ? [] : [...ancestorsOf(folder), folder]) {
      if (lstatSync(this.place(part), { throwIfNoEntry: false })?.isDirectory()) continue;
      throw failure(
        `${this.place(part)} is no folder any more: something else changed the target while it was composed; stop that and run again.`,
      );
    }
    this.entered = folder;
  }

  private remove(name: string, isFolder: boolean): void {
    this.entered = undefined;
    this.touched.delete(name);
    try {
      if (isFolder) rmdirSync(this.place(name));
      else unlinkSync(this.place(name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') throw error;
    }
    this.entered = parentOf(name);
  }

  private makeFolder(want: Desired, exists: boolean): void {
    const place = this.place(want.path);
    if (!exists) mkdirSync(place, { mode: 0o700 });
    this.folders.set(want.path, want);
    this.touched.add(want.path);
  }

  private makeFile(want: Desired): void {
    const temporary = this.temporaryName(want.path);
    if (want.linkTo !== undefined) {
      // The other name was written just before or is untouched, and its folder is checked as any other.
      this.enter(parentOf(want.linkTo));
      this.enter(parentOf(want.path));
      linkSync(this.place(want.linkTo), temporary);
    } else {
      if (want.source === undefined) throw new TypeError(`no content for ${want.path}`);
      copyFileSync(want.source, temporary, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
      this.setAttributes(temporary, want);
    }
    this.rename(temporary, want.path);
  }

  private makeLink(want: Desired): void {
    const temporary = this.temporaryName(want.path);
    symlinkSync(want.content, temporary);
    this.setAttributes(temporary, want);
    this.rename(temporary, want.path);
  }

  private async makeSpecial(want: Desired): Promise<void> {
    this.enter(parentOf(want.path));
    const temporary = this.temporaryName(want.path);
    const kind = { char: 'c', block: 'b', fifo: 'p' }[want.type as string] ?? 'p';
    await run(['mknod', '-m', '600', temporary, kind, ...(want.type === 'fifo' ? [] : want.content.split(','))]);
    this.setAttributes(temporary, want);
    this.rename(temporary, want.path);
  }

  private rename(temporary: string, name: string): void {
    renameSync(temporary, this.place(name));
    // Renaming one name of a file to another name of the same file does nothing.
    if (lstatSync(temporary, { throwIfNoEntry: false })) unlinkSync(temporary);
  }

  private temporaryName(name: string): string {
    return path.join(this.options.root, parentOf(name), `${this.options.temporary}${this.count++}`);
  }

  /** Owner first: changing it clears setuid bits and capabilities. */
  private setAttributes(place: string, want: Desired): void {
    if (this.options.rights.root) lchownSync(place, want.uid, want.gid);
    if (want.type !== 'symlink') chmodSync(place, want.mode);
    lutimesSync(place, this.options.epoch, this.options.epoch);
  }

  private async setXattrs(): Promise<void> {
    if (this.attributed.length === 0) return;
    for (const { path: name, want, before } of this.attributed) {
      const old = before?.type === 'dir' && before.xattrs ? parseXattrs(before.xattrs) : [];
      if (xattrsText(want?.xattrs) === before?.xattrs) continue;
      for (const [attribute] of old) {
        if (want?.xattrs?.[attribute] === undefined) await removeXattr(this.place(name), attribute);
      }
    }
    await writeXattrs(
      this.options.root,
      this.attributed.map(({ path: name, want }) => [name, want?.xattrs ?? {}]),
    );
  }
}
