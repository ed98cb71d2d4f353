import { stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, prerequisiteError } from '../../host/errors.js';

/** What an operator brings along below essentials/ in place of, or beside, what ships with this program. */
export interface OwnBuilds {
  /** essentials/smechvisord/smechvisord; null: the control plane that ships with this program. */
  daemon: string | null;
  /** essentials/smechvisord/web. */
  web: string | null;
  /** cloud-hypervisor's program. */
  vmm: string | null;
  /** Recorded in the target, so that a node can say what it has. */
  components: { schemaVersion: 1; controlPlane: 'built-in' | 'essentials'; vmm: 'cloud-hypervisor' | null };
  /** For the log. */
  messages: string[];
}

/**
 * Looks for the operator's own builds. A daemon without its web folder, or a program that is not executable, is a failure; no
 * cloud-hypervisor is one only when the run is strict.
 */
export async function findOwn(root: string, { strict }: { strict: boolean }): Promise<OwnBuilds> {
  const messages: string[] = [];
  const daemonFolder = path.join(root, 'essentials/smechvisord');
  const hasDaemon = (await kindOf(daemonFolder)) !== 'absent';
  const daemon = hasDaemon ? await program(path.join(daemonFolder, 'smechvisord')) : null;
  const web = hasDaemon ? path.join(daemonFolder, 'web') : null;
  if (web !== null && (await kindOf(web)) !== 'folder') {
    throw failure(`${web} is missing: put the control plane's web assets there, or remove ${daemonFolder}.`);
  }
  if (daemon) messages.push(`Control plane: ${daemon}`);
  const vmm = await findVmm(path.join(root, 'essentials/cloud-hypervisor'));
  if (vmm === null) {
    const absent = 'no VMM installed: essentials/cloud-hypervisor is missing';
    if (strict) throw prerequisiteError(`${absent}; put cloud-hypervisor's program there, or run without --strict.`);
    messages.push(`${absent}; nodes can be managed but start no virtual machines.`);
  }
  const controlPlane = daemon ? 'essentials' : 'built-in';
  return {
    daemon,
    web,
    vmm,
    components: { schemaVersion: 1, controlPlane, vmm: vmm === null ? null : 'cloud-hypervisor' },
    messages,
  };
}

/** The program itself, or a folder with it. */
async function findVmm(place: string): Promise<string | null> {
  const kind = await kindOf(place);
  if (kind === 'absent') return null;
  return program(kind === 'folder' ? path.join(place, 'cloud-hypervisor') : place);
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
