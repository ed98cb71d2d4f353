// Compiles src/ to dist/ in one go: a half-written dist/ is never seen by a program that starts meanwhile.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
const dist = path.join(root, 'dist');

linkProgram();
if (existsSync(tsc)) compile();
else if (!existsSync(path.join(dist, 'cli.js'))) {
  console.error(`No TypeScript compiler and no dist/ in ${root}: run \`npm ci\` without --omit=dev.`);
  process.exitCode = 1;
}

function compile() {
  const fresh = `${dist}.${process.pid}`;
  const { status } = spawnSync(
    process.execPath,
    [tsc, '-p', path.join(root, 'tsconfig.build.json'), '--outDir', fresh],
    { stdio: 'inherit' },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.exitCode = 1;
    return;
  }
  const old = `${dist}.old.${process.pid}`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

/** `npx smechdeploy-tui` then finds it here at once; otherwise npm would first install this folder into a cache of its own. */
function linkProgram() {
  const link = path.join(root, 'node_modules/.bin/smechdeploy-tui');
  if (!existsSync(path.dirname(link))) return;
  rmSync(link, { force: true });
  symlinkSync('../../bin/smechdeploy-tui.mjs', link);
}
