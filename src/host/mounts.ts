import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { prerequisiteError } from './errors.js';

/** A line of /proc/self/mountinfo. */
export interface Mount {
  /** `major:minor` of the file system. */
  device: string;
  /** The part of the file system that is mounted here. */
  root: string;
  mountPoint: string;
  options: string[];
  type: string;
  /** A device such as /dev/loop0, or what the file system calls itself. */
  source: string;
}

/** Reads mountinfo (proc_pid_mountinfo(5)); spaces, tabs, newlines and backslashes stand there as octal escapes. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , device, root, mountPoint, options] = before?.split(' ') ?? [];
    const [type, source] = after?.split(' ') ?? [];
    if (!device || root === undefined || !mountPoint || !type) return [];
    return [
      {
        device,
        root: unescapeOctal(root),
        mountPoint: unescapeOctal(mountPoint),
        options: options?.split(',') ?? [],
        type,
        source: unescapeOctal(source ?? ''),
      },
    ];
  });
}

const unescapeOctal = (text: string) =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** What is mounted in this process's view, outermost first. */
export const readMounts = async (): Promise<Mount[]> => parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'));

interface LoopDevice {
  /** /dev/loopN. */
  device: string;
  backingFile: string;
}

/** Loop devices that have a file, from /sys/block. */
async function loopDevices(sys = '/sys/block'): Promise<LoopDevice[]> {
  const names = (await readdir(sys).catch(() => [])).filter((name) => /^loop\d+$/.test(name));
  const loops = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(sys, name, 'loop/backing_file'), 'utf8').catch(() => null);
      return text === null ? [] : [{ device: `/dev/${name}`, backingFile: text.replace(/\n$/, '') }];
    }),
  );
  return loops.flat();
}

export interface ImageUse {
  /** The loop device it is attached to; null where it is mounted without one. */
  device: string | null;
  /** Where it is mounted; null when it is only attached. */
  mountPoint: string | null;
}

/** How an image file is in use: attached to a loop device, mounted, or bind-mounted itself; null when it is free. */
export async function imageUse(file: string): Promise<ImageUse | null> {
  const real = await realpath(file).catch(() => path.resolve(file));
  const [mounts, loops] = await Promise.all([readMounts(), loopDevices()]);
  const loop = loops.find(({ backingFile }) => backingFile === real);
  if (loop) {
    const mount = mounts.find(({ source }) => source === loop.device || source.startsWith(`${loop.device}p`));
    return { device: loop.device, mountPoint: mount?.mountPoint ?? null };
  }
  const mount = mounts.find(({ source, mountPoint }) => source === real || mountPoint === real);
  return mount ? { device: null, mountPoint: mount.mountPoint } : null;
}

/** True for a folder that something is mounted on. */
export async function isMountPoint(dir: string): Promise<boolean> {
  const real = await realpath(dir).catch(() => path.resolve(dir));
  return (await readMounts()).some(({ mountPoint }) => mountPoint === real);
}

/** Mount points inside a folder, the folder itself left out, innermost first. */
export async function mountsBelow(dir: string): Promise<string[]> {
  const real = await realpath(dir).catch(() => path.resolve(dir));
  const inside = (await readMounts()).map(({ mountPoint }) => mountPoint).filter((at) => at.startsWith(`${real}/`));
  return inside.toReversed();
}

/** Throws exit 3 where something is mounted inside a target: what is written and removed there would be written and removed in it. */
export async function checkNothingMountedIn(target: string): Promise<void> {
  const [mounted] = await mountsBelow(target);
  if (mounted !== undefined)
    throw prerequisiteError(
      `Something is mounted at ${mounted}, inside the target ${target}: unmount it, then run again.`,
    );
}
