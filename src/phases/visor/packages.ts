import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hashFileAnew } from '../../host/hash.js';
import { writeTar } from '../../image/tar.js';
import type { TreeEntry } from '../../image/tree.js';
import type { View, ViewEntry } from '../../layers/view.js';
import type { PhaseContext } from '../define.js';
import { controlPlanePhase } from './units.js';

/** What an installation unpacks: name -> what is in it. */
export type PackageContents = Record<string, TreeEntry[]>;

const isControlPlane = ({ unit }: ViewEntry) => unit === controlPlanePhase || unit.startsWith(`${controlPlanePhase}/`);

/** The control plane in a package of its own, so that it can be replaced alone; all else is the base, with `extra`. */
export function packageContents(view: View, extra: TreeEntry[]): PackageContents {
  const all = [...view.entries()];
  return {
    'smechvisor-base': [...all.filter((found) => !isControlPlane(found)), ...extra],
    'smechvisor-daemon': all.filter(isControlPlane),
  };
}

/** Writes NAME.tar.xz for each and SHA256SUMS over them into `folder`. */
export async function writePackages(ctx: PhaseContext, contents: PackageContents, folder: string): Promise<void> {
  const sums: string[] = [];
  for (const [name, entries] of Object.entries(contents)) {
    const tar = path.join(folder, `${name}.tar`);
    await writeTar(entries, createWriteStream(tar), { epoch: ctx.epoch });
    // One thread: with more the result would depend on their number.
    await ctx.exec(['xz', '-6', '-T1', tar]);
    sums.push(`${await hashFileAnew(`${tar}.xz`)}  ${name}.tar.xz\n`);
  }
  await writeFile(path.join(folder, 'SHA256SUMS'), sums.join(''));
}
