// `npm run lock`: writes package-lock.json for every platform. A registry that carries only some platforms' optional packages makes npm leave the
// others out of the lock, and `npm ci` then refuses it. What is left out is put in as npm itself would name it; it is never fetched on other platforms.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const OSES = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const CPUS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];
const CPU_NAMES = { armv7: 'arm', armhf: 'arm', eabi: 'arm', gnueabihf: 'arm', musleabihf: 'arm' };

execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], {
  stdio: 'inherit',
});
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const owner of Object.values(lock.packages)) {
  for (const [name, range] of Object.entries(owner.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (key in lock.packages || platform === null || !/^\d/.test(range)) continue;
    lock.packages[key] = {
      version: range,
      ...(owner.dev ? { dev: true } : {}),
      license: owner.license,
      optional: true,
      ...platform,
    };
    console.log(`added ${name} ${range}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);

/** What such a package declares of itself, read from its name; null for one that is for all platforms. */
function platformOf(name) {
  const words = name
    .replace(/^.*\//, '')
    .split('-')
    .flatMap((word) => [word, CPU_NAMES[word] ?? word]);
  const cpu = CPUS.filter((candidate) => words.includes(candidate));
  const os = OSES.filter((candidate) => words.includes(candidate));
  if (cpu.length === 0 && os.length === 0) return null;
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') ? ['glibc'] : null;
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc && os.includes('linux') ? { libc } : {}),
  };
}
