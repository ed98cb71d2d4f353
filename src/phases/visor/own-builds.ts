import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../../host/errors.js';

/** The parts of the control plane that an operator may bring along prebuilt, each below essentials/. */
export const ownFolders = { plane: 'essentials/smechvisord', vmm: 'essentials/cloud-hypervisor' } as const;

/** An operator's own build of the control plane. */
export interface OwnPlane {
  /** Null: it is compiled from the crate. */
  daemon: string | null;
  web: string;
  /** Its own OpenRC script and settings; null: those that ship with this program. */
  init: string | null;
  conf: string | null;
}

/** The operator's prebuilt control plane; null where there is none. A daemon without its web folder is a failure. */
export async function findPrebuiltPlane(root: string): Promise<OwnPlane | null> {
  const folder = path.join(root, ownFolders.plane);
  if ((await kindOf(folder)) === 'absent') return null;
  return { daemon: await program(path.join(folder, 'smechvisord')), ...(await parts(folder)) };
}

/** What stands beside the sources of the operator's crate. */
export const cratePlane = async (crate: string): Promise<OwnPlane> => ({ daemon: null, ...(await parts(crate)) });

async function parts(folder: string): Promise<Omit<OwnPlane, 'daemon'>> {
  const web = path.join(folder, 'web');
  if ((await kindOf(web)) !== 'folder')
    throw failure(`${web} is missing: put the control plane's web assets there, or remove ${folder}.`);
  const optional = (name: string) => (existsSync(path.join(folder, name)) ? path.join(folder, name) : null);
  return { web, init: optional('openrc.init'), conf: optional('openrc.conf') };
}

/** cloud-hypervisor, and ch-remote which asks its machines to shut down. */
export interface OwnVmm {
  vmm: string;
  remote: string | null;
}

/** The operator's cloud-hypervisor: the program itself, or a folder with it and ch-remote; null where there is none. */
export async function findVmm(root: string): Promise<OwnVmm | null> {
  const place = path.join(root, ownFolders.vmm);
  const kind = await kindOf(place);
  if (kind === 'absent') return null;
  if (kind === 'file') return { vmm: await program(place), remote: null };
  const remote = path.join(place, 'ch-remote');
  return {
    vmm: await program(path.join(place, 'cloud-hypervisor')),
    remote: existsSync(remote) ? await program(remote) : null,
  };
}

async function program(file: string): Promise<string> {
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) throw failure(`${file} is missing: put the program there, or remove its folder.`);
  if ((info.mode & 0o111) === 0) throw failure(`${file} is not executable: run chmod +x on it.`);
  return file;
}

async function kindOf(place: string): Promise<'absent' | 'folder' | 'file'> {
  const info = await stat(place).catch(() => null);
  if (!info) return 'absent';
  return info.isDirectory() ? 'folder' : 'file';
}
