import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateDir } from '../places.ts';
import { execute, expectExit } from '../program.ts';
import type { Case } from './index.ts';

const dir = path.join(stateDir, 'hostile');
const tree = path.join(dir, 'tree');
const image = path.join(dir, 'hostile.img');
const script = path.join(import.meta.dirname, '../sync-child.mjs');

/** What is too large for the tests of every day: they have the odd names, times, owners and attributes. */
export const smechosHostile: Case = {
  title:
    'a folder of 20,000 files and a file of 3 GiB in an image, seen by the kernel; killed at ten moments, its disk full at one',
  async run() {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(path.join(tree, 'many'), { recursive: true });
    for (let index = 0; index < 20_000; index++) writeFileSync(path.join(tree, `many/file-${index}`), `${index}`);
    const large = 'seq -f "%031.0f" 1 100663296 > "$1"';
    expectExit(await execute(['sh', '-c', large, 'sh', path.join(tree, 'large')]), 0, 'the large file');
    expectExit(await execute(['truncate', '-s', '5G', path.join(tree, 'sparse')]), 0, 'the sparse file');
    expectExit(await sync('make'), 0, 'make');
    const empty = await hash(image);
    for (let round = 1; round <= 10; round++) await killOnce(round);
    if ((await hash(image)) !== empty) throw new Error('the earlier image changed');
    await fillOnce();
    const first = expectExit(await sync('sync'), 0, 'sync');
    console.log(`written in ${first.seconds.toFixed(1)} s: ${first.stdout.trim()}`);
    const again = expectExit(await sync('sync'), 0, 'sync again');
    console.log(`again in ${again.seconds.toFixed(1)} s: ${again.stdout.trim()}`);
    if (again.stdout.trim() !== '{"written":0,"removed":0}') throw new Error('the second time wrote something');
    expectExit(await execute(['e2fsck', '-fn', image]), 0, 'e2fsck');
    await compareMounted();
    rmSync(dir, { recursive: true, force: true });
  },
};

/** The disk fills up while the image is written: nothing is left of the new one, and the earlier one is as it was. */
async function fillOnce(): Promise<void> {
  const disk = path.join(dir, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=5g', 'tmpfs', disk]).status !== 0)
    return console.log('no disk was filled: that needs root and a tmpfs');
  try {
    const own = path.join(disk, path.basename(image));
    expectExit(await execute(['cp', '--sparse=always', image, own]), 0, 'cp');
    const before = await hash(own);
    const child = spawn(process.execPath, [script, 'sync', own, tree], { stdio: ['ignore', 'ignore', 'pipe'] });
    const said = text(child.stderr);
    const ended = once(child, 'exit');
    const enough = usedBytes(disk) + 2 ** 28;
    while (usedBytes(disk) < enough && child.exitCode === null) await sleep(20);
    expectExit(await execute(['mount', '-o', 'remount,size=1g', disk]), 0, 'mount');
    const [code] = await ended;
    if (code === 0) throw new Error('a disk that was full took the image');
    console.log(`on a full disk: ${(await said).trim().split('\n').at(-1)}`);
    if ((await hash(own)) !== before) throw new Error('the earlier image changed when the disk was full');
    const left = readdirSync(disk);
    if (left.length !== 1) throw new Error(`${left.join(', ')} are left on the full disk`);
  } finally {
    spawnSync('umount', [disk]);
  }
}

function usedBytes(folder: string): number {
  const { blocks, bfree, bsize } = statfsSync(folder);
  return (blocks - bfree) * bsize;
}

const sync = (action: string) => execute([process.execPath, script, action, image, tree]);

async function killOnce(round: number): Promise<void> {
  const before = identity();
  const child = spawn(process.execPath, [script, 'sync', image, tree], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), 300 + Math.random() * 8000);
  await once(child, 'exit');
  clearTimeout(timer);
  if (child.signalCode !== 'SIGKILL') throw new Error(`round ${round}: it ended before it was killed`);
  if (identity() !== before) throw new Error(`round ${round}: the earlier image was touched`);
}

function identity(): string {
  const { ino, size, mtimeNs } = statSync(image, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

async function hash(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 22 }), digest);
  return digest.digest('hex');
}

async function compareMounted(): Promise<void> {
  const mount = path.join(dir, 'mount');
  mkdirSync(mount);
  if (spawnSync('mount', ['-o', 'loop,ro', image, mount]).status !== 0) {
    console.log('not compared through the kernel: that needs root and a loop device');
    return;
  }
  try {
    expectExit(await execute(['diff', '-r', '--exclude=lost+found', tree, mount]), 0, 'contents');
    const list = (folder: string) =>
      execute(
        ['sh', '-c', 'find . -mindepth 1 -path ./lost+found -prune -o -printf "%P %m %U %G %T@ %y\\n" | sort', 'sh'],
        {
          cwd: folder,
        },
      );
    if ((await list(tree)).stdout !== (await list(mount)).stdout) throw new Error('modes, owners or times differ');
  } finally {
    spawnSync('umount', [mount]);
  }
}
