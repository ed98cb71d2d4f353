/**
 * `npm run bench`: a tree of about 10,000 entries and 500 MB goes into an ext4 image, by this program, by a loop mount with `cp -a` (root), and by a debugfs
 * process for each file. All is counted: reading the tree, listing, checking, syncing, renaming. The last one is measured on a sample and scaled.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const dist = path.resolve(import.meta.dirname, '../../../dist');
const { syncImage } = await import(`${dist}/image/image-sync.js`);
const { makeExt4 } = await import(`${dist}/image/ext4.js`);
const { readHostTree } = await import(`${dist}/layers/host-tree.js`);
const { run } = await import(`${dist}/host/exec.js`);

const epoch = 1767225600;
const sample = 200;
const dir = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-bench-'));
const tree = path.join(dir, 'tree');
const empty = path.join(dir, 'empty.img');
const exec = async (argv: string[], options = {}) => (await run(argv, options)).stdout;

try {
  makeTree();
  await makeExt4({ out: empty, sizeMiB: 1024, label: 'bench', fingerprint: 'bench', epoch, exec });
  const count = Number(execFileSync('sh', ['-c', 'find . -mindepth 1 | wc -l'], { cwd: tree, encoding: 'utf8' }));
  const megabytes = Number(execFileSync('du', ['-sm', tree], { encoding: 'utf8' }).split('\t')[0]);
  console.log(`${count} entries, ${megabytes} MiB; each measured three times, the best one counts`);

  const ours = await best(async (image) => void (await bring(image)));
  say('this program', ours, count);
  const image = path.join(dir, 'again.img');
  copyFileSync(empty, image);
  await bring(image);
  const again = await seconds(async () => {
    const result = await bring(image);
    if (result.written + result.removed > 0) throw new Error(`the second time wrote ${result.written} entries`);
  });
  say('this program, nothing changed', again, count);

  const loop = await best(loopMount).catch(() => null);
  if (loop === null) console.log('loop mount + cp -a: needs root and a loop device: not measured');
  else {
    say('loop mount + cp -a', loop, count);
    console.log(`  this program takes ${(ours / loop).toFixed(2)} times as long`);
  }
  const perFile = (await best(onePerFile)) * (count / sample);
  say(`one debugfs a file (scaled from ${sample} files)`, perFile, count);
  console.log(`  this program is ${(perFile / ours).toFixed(1)} times as fast`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** Folders of eleven files of 70 kB and three links. */
function makeTree(): void {
  const script = `
    set -e
    head -c 770000 /dev/urandom > "$1.part"
    for d in $(seq 0 669); do
      folder="$1/d$((d / 26))/e$d"
      mkdir -p "$folder"
      split -n 11 -d -a 2 "$1.part" "$folder/f"
      for l in 1 2 3; do ln -s "../e$d/f0$l" "$folder/link$l"; done
    done`;
  mkdirSync(tree, { recursive: true });
  execFileSync('bash', ['-c', script, 'bash', tree]);
}

async function bring(image: string): Promise<{ written: number; removed: number }> {
  const { entries } = await readHostTree(tree, { take: ['**'] });
  const all = entries.map((entry: { path: string }) => ({
    entry,
    unit: 'bench',
    content: path.join(tree, entry.path),
  }));
  return syncImage({ image, entries: all, epoch, exec });
}

function loopMount(image: string): Promise<void> {
  const mount = path.join(dir, 'mount');
  mkdirSync(mount, { recursive: true });
  execFileSync('mount', ['-o', 'loop', image, mount], { stdio: 'pipe' });
  try {
    execFileSync('cp', ['-a', `${tree}/.`, mount]);
  } finally {
    execFileSync('umount', [mount]);
  }
  const file = openSync(image, 'r');
  fsyncSync(file);
  return Promise.resolve();
}

function onePerFile(image: string): Promise<void> {
  const files = execFileSync('sh', ['-c', `find . -type f | head -${sample}`], { cwd: tree, encoding: 'utf8' });
  for (const [index, file] of files.trim().split('\n').entries())
    execFileSync('debugfs', ['-w', '-R', `write ${path.join(tree, file)} f${index}`, image], { stdio: 'ignore' });
  fsyncSync(openSync(image, 'r'));
  return Promise.resolve();
}

async function best(work: (image: string) => Promise<void>): Promise<number> {
  const times = [];
  for (const round of [1, 2, 3]) {
    const image = path.join(dir, `round-${round}.img`);
    execFileSync('cp', ['--sparse=always', empty, image]);
    // What the rounds before left in memory goes to disk outside the time that is taken.
    execFileSync('sync');
    times.push(await seconds(() => work(image)));
    for (const file of [image, `${image}.record.json`]) if (existsSync(file)) rmSync(file);
  }
  return Math.min(...times);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function say(what: string, time: number, count: number): void {
  console.log(`${what}: ${time.toFixed(2)} s, ${Math.round(count / time)} entries a second`);
}
