import { prebuilt, shell } from '../../build/drivers/index.js';
import { prebuiltTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { units } from '../names.js';
import { inQtDeps } from './names.js';

const llvm = 'usr/lib/llvm-19';

/** Where meson finds the program that says how to link; the folder's name is meson's to fill in. */
export const llvmMachineFile = `@sysroot@/${llvm}/meson.ini`;

/**
 * llvm-config runs on this machine, which may have an older C library: by the loader and libraries of the sysroot, the loader beside it, since that is
 * from where it takes the folders that it tells.
 */
const keepConfig = [
  'find bin -type f ! -name llvm-config -delete',
  'cp @sysroot@/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 bin/loader',
  'cat >meson.ini <<"END"',
  '[constants]',
  "here = '@DIRNAME@'",
  '[binaries]',
  "llvm-config = [here / 'bin/loader', '--library-path', here + '/../x86_64-linux-gnu:' + here + '/..', here / 'bin/llvm-config']",
  'END',
].join('\n');

/** LLVM as a distribution has it, for Mesa's llvmpipe, which compiles shaders for the processor. Its library and what that needs are shipped. */
export const llvmSdk: Recipe = {
  name: 'llvm-sdk',
  title: 'LLVM (prebuilt)',
  sources: ['llvm-sdk'],
  dependencies: [units.glibcSdk, ...inQtDeps('zlib', 'zstd', 'libffi')],
  libc: 'glibc',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  steps: [
    ...prebuilt({
      exclude: [
        ...['./usr/share', './usr/bin', `./${llvm}/build`, `./${llvm}/cmake`, `./${llvm}/share`, `./${llvm}/lib/cmake`],
        `./${llvm}/lib/*.a`,
      ],
    }),
    shell('keep llvm-config', keepConfig, { cwd: `@dest@/${llvm}`, fakeroot: true }),
  ],
  ship: ['usr/lib/x86_64-linux-gnu/lib{LLVM,bsd,edit,lzma,md,xml2,z3}*.so*'],
  tools: prebuiltTools,
};
