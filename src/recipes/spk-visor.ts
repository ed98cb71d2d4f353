import { step } from '../build/drivers/index.js';
import { makeTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

/** With a header of the same name, but for main.c and the commands. */
const modules = [
  ...['announce', 'channel', 'code', 'fetch', 'handshake', 'incoming', 'installer', 'letters', 'messages', 'net'],
  ...['options', 'packages', 'random', 'reason', 'sum', 'unpacked'],
];
const commands = ['deploy', 'main', 'receive', 'upgrade'];

const files = [
  ...modules.flatMap((name) => [`${name}.c`, `${name}.h`]),
  ...commands.map((name) => `${name}.c`),
  'commands.h',
];

/** What every build of it is compiled with. */
export const spkVisorFlags = (version: string): string[] => [
  ...['-std=c11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', `-DSPK_VISOR_VERSION="${version}"`],
];

/** Deploys and upgrades nodes: one static program, for the node and for the deploy shim. */
export const spkVisor = (version: string): Recipe => ({
  name: 'spk-visor',
  title: 'spk-visor',
  sources: [],
  dependencies: [...muslSysroot, 'mbedtls'],
  libc: 'musl',
  interpreter: 'static',
  files: Object.fromEntries(files.map((name) => [name, { path: `payload/spk-visor/${name}` }])),
  steps: [
    step(
      'compile',
      [
        'sh',
        '-e',
        '-c',
        '$CC $CFLAGS -static -s "$@" -o @build@/spk-visor *.c -lmbedcrypto',
        'sh',
        ...spkVisorFlags(version),
      ],
      { cwd: '@files@' },
    ),
    step('install', ['install', '-D', '-m755', '@build@/spk-visor', '@dest@/usr/bin/spk-visor'], { fakeroot: true }),
  ],
  ship: ['usr/bin/spk-visor'],
  tools: makeTools,
});
