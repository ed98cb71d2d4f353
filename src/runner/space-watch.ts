import { statfs } from 'node:fs/promises';
import prettyBytes from 'pretty-bytes';
import { freeSpace, nearestExisting } from '../host/space.js';
import type { RunControl } from './control.js';

const LOOK_MS = 5000;
const MOST_FLOOR = 512 * 1024 ** 2;
const FLOOR_SHARE = 0.05;
/** So much more than the floor must be free before it goes on. */
const RECOVERED = 2;
const LEAST_INODES = 500;

export interface WatchedPlace {
  path: string;
  /** Said to the operator: `the cache`. */
  what: string;
}

type Control = Pick<RunControl, 'pause' | 'resume' | 'isPaused' | 'isCancelled'>;

/**
 * Pauses a run before a disk is full, and has it go on once there is room: hours of work are not lost to a full disk. An operator who
 * resumes all the same is left alone until there was room again. Gives a function that ends the watch.
 */
export function watchSpace(places: WatchedPlace[], control: Control, everyMs = LOOK_MS): () => void {
  let paused = false;
  const look = async () => {
    if (control.isCancelled()) return;
    if (paused && (await shortage(places, RECOVERED)) === null) {
      paused = false;
      control.resume('the guard of free space', 'guard');
    } else if (!paused) {
      const short = await shortage(places, 1);
      if (short === null) return;
      paused = true;
      control.pause(`the guard of free space, because ${short}: make room, and it goes on by itself`, 'guard');
    }
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // A place that can't be looked at now says nothing about its room.
    void look()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return () => clearInterval(timer);
}

/** The first place with less free than its floor times `factor`, in a few words; null when all have enough. */
async function shortage(places: WatchedPlace[], factor: number): Promise<string | null> {
  for (const { path, what } of places) {
    const { bytes, inodes } = await freeSpace(path);
    const fs = await statfs(await nearestExisting(path));
    const floor = Math.min(MOST_FLOOR, fs.blocks * fs.bsize * FLOOR_SHARE) * factor;
    if (bytes < floor) return `${what} (${path}) has only ${prettyBytes(bytes, { binary: true })} free`;
    if (inodes !== null && inodes < LEAST_INODES * factor) return `${what} (${path}) has only ${inodes} inodes free`;
  }
  return null;
}
