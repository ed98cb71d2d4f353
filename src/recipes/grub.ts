import { autotools, shell, step } from '../build/drivers/index.js';
import { autotoolsTools } from '../build/tools.js';
import type { Recipe, Tool } from './define.js';
import { muslSysroot } from './names.js';

/** What every build of GRUB leaves out; each would need a library or a font of the build machine. */
const common = [
  ...[
    'nls',
    'werror',
    'grub-mkfont',
    'grub-mount',
    'device-mapper',
    'libzfs',
    'liblzma',
    'grub-themes',
    'cache-stats',
  ].map((name) => `--disable-${name}`),
  '--with-bootdir=/boot',
  '--with-grubdir=grub',
];

/**
 * For size, GRUB's own default: with -O2 gcc splits off cold code, the linker puts it in front, and the kernel for BIOS, which is entered
 * at its first byte, hangs. Its makefiles put CFLAGS behind TARGET_CFLAGS, so both say it.
 */
const smallCode = { CFLAGS: '-Os -pipe', TARGET_CFLAGS: '-Os' };

const tools: Tool[] = [
  ...autotoolsTools,
  { command: 'bison', package: 'bison' },
  { command: 'flex', package: 'flex' },
  { command: 'gawk', package: 'gawk' },
  { command: 'python3', package: 'python3' },
];

interface Build {
  name: string;
  title: string;
  libc: Recipe['libc'];
  interpreter: Recipe['interpreter'];
  dependencies: string[];
  configureArgs: string[];
  compiles: number;
  ship: string[];
}

const build = ({ name, title, libc, interpreter, dependencies, configureArgs, compiles, ship }: Build): Recipe => ({
  name,
  title,
  sources: ['grub'],
  dependencies,
  libc,
  interpreter,
  // The 2.12 tarball lacks this list of dependencies between modules that symbols don't show.
  files: { 'extra_deps.lst': { text: 'depends bli part_gpt\n' } },
  steps: [
    step('prepare', ['cp', '@files@/extra_deps.lst', 'grub-core/extra_deps.lst']),
    ...autotools({
      libc,
      outOfTree: true,
      configureArgs: [...common, ...configureArgs],
      env: smallCode,
      makeArgs: ['V=1'],
      progress: { kind: 'lines', pattern: '^\\S*gcc .* -c ', total: compiles },
    }),
  ],
  ship,
  tools,
});

const modules = (platform: string, images: string[]) => [
  ...['*.mod', '*.lst', 'kernel.img', 'modinfo.sh', ...images].map((glob) => `usr/lib/grub/${platform}/${glob}`),
];

/** The boot sector jumps to the kernel's first byte: one that begins elsewhere hangs without a word. */
const entryCheck = shell(
  'check',
  'readelf -h @dest@/usr/lib/grub/i386-pc/kernel.img | grep -q "Entry point address: *0x9000$" || { echo "error: GRUB\'s kernel for BIOS does not begin at its first byte" >&2; exit 1; }',
);

const grubPcBuild = build({
  name: 'grub-pc',
  title: 'GRUB for BIOS',
  libc: 'host',
  interpreter: 'any',
  dependencies: [],
  configureArgs: ['--target=i386', '--with-platform=pc'],
  compiles: 890,
  ship: modules('i386-pc', ['boot.img', 'boot_hybrid.img', 'cdboot.img', 'diskboot.img', 'lzma_decompress.img']),
});

/** BIOS: modules and boot sectors; its layer also holds grub-mkimage and the other tools for the build machine. */
export const grubPc: Recipe = { ...grubPcBuild, steps: [...grubPcBuild.steps, entryCheck] };

/** UEFI: modules; its layer also holds the tools for the build machine. */
export const grubEfi: Recipe = build({
  name: 'grub-efi',
  title: 'GRUB for UEFI',
  libc: 'host',
  interpreter: 'any',
  dependencies: [],
  configureArgs: ['--target=x86_64', '--with-platform=efi'],
  compiles: 890,
  ship: modules('x86_64-efi', []),
});

const programs = [
  ...['grub-install', 'grub-probe', 'grub-bios-setup'].map((name) => `usr/sbin/${name}`),
  ...['grub-mkimage', 'grub-editenv', 'grub-mkrelpath'].map((name) => `usr/bin/${name}`),
];

/** grub-install and what it starts, for the target. */
export const grubTools: Recipe = build({
  name: 'grub-tools',
  title: 'GRUB tools for the target',
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  dependencies: muslSysroot,
  configureArgs: ['--with-platform=none', 'BUILD_CC=gcc'],
  compiles: 420,
  ship: programs,
});
