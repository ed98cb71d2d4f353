// `npm test`: installs the host programs that the tests start, then every check. `npm test -- PATTERN` runs matching tests only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const bin = (name) => path.join('node_modules/.bin', name);
const patterns = process.argv.slice(2);

installHostPackages();
step('compile', process.execPath, ['scripts/build.mjs']);
if (patterns.length === 0) {
  step('types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']);
  step('lint and format', bin('biome'), ['check', '.']);
  step('dead code', bin('knip'), []);
}
step('tests', bin('vitest'), ['run', ...patterns]);

function step(name, command, args) {
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${name} failed${error ? `: ${error.message}` : ''}`);
  process.exit(1);
}

/** Debian packages that tests need and this machine lacks; without apt the tests say themselves what is missing. */
function installHostPackages() {
  const wanted = readFileSync('test/host-packages.txt', 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
  const { stdout, error } = spawnSync('dpkg-query', ['-W', '-f', `\${db:Status-Abbrev} \${Package}\n`], {
    encoding: 'utf8',
  });
  if (error) return console.error('No dpkg here: install the programs of test/host-packages.txt by hand.');
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.split(/\s+/)[1]),
  );
  const missing = wanted.filter((name) => !installed.has(name));
  if (missing.length === 0) return;
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
  for (const [command, ...args] of [apt('update'), apt('install', '-y', '--no-install-recommends', ...missing)]) {
    const { status } = spawnSync(command, args, { stdio: 'inherit' });
    if (status !== 0) {
      console.error(`Could not install ${missing.join(' ')}: install them as root, then run npm test again.`);
      process.exit(1);
    }
  }
}
