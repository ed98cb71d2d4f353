import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mayMount } from '../../host/capabilities.js';
import { run } from '../../host/exec.js';
import { checkNothingMountedIn, mountsBelow } from '../../host/mounts.js';
import { unitMark } from '../../host/unit-mark.js';
import { someOf } from '../../state/some-of.js';
import { endUnit, unitProcesses } from '../process-group.js';

/** What is mounted in the target hides what is there, and its files would be taken for the script's. */
export async function unmountLeftovers(target: string): Promise<void> {
  const left = await mountsBelow(target);
  if (left.length === 0) return;
  // Who may mount has a mount namespace of its own, and what it unmounts there stays mounted elsewhere.
  if (!mayMount()) return await checkNothingMountedIn(target);
  console.log(`The script left something mounted, which is unmounted now: ${someOf(left)}.`);
  for (const place of left) await run(['umount', '--lazy', place]);
}

/** Seconds that they have after SIGTERM. */
const grace = 2;

/** Ends what the script left running: what still wrote while its changes are read would make a layer that says one thing and holds another. */
export async function endLeftovers(): Promise<void> {
  const mark = process.env[unitMark];
  if (mark === undefined) return;
  const left = unitProcesses(mark, null);
  if (left.length === 0) return;
  console.log(
    `The script left something running, which is ended now: process ${someOf(left.map(({ pid }) => String(pid)))}.`,
  );
  await endUnit(mark, null, grace);
}

/** So that what this program says next stands on a line of its own. */
export function endLogLine(log: string): void {
  const fd = openSync(log, 'r');
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    if (size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a) appendFileSync(log, '\n');
  } finally {
    closeSync(fd);
  }
}
