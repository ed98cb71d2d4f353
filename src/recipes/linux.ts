import { kbuild, shell } from '../build/drivers/index.js';
import { kbuildTools } from '../build/tools.js';
import type { Recipe } from './define.js';

export interface LinuxOptions {
  /** Configuration fragment, relative to the deploy root, else to this program: every line of it is checked to be in the final .config. */
  fragment: string;
  /** Compiler calls of a whole build with this fragment, for progress. */
  compiles: number;
}

const env = { CFLAGS: '', LDFLAGS: '' };

/** bzImage as boot/vmlinuz-RELEASE and its modules with modules.dep, from a fragment on top of allnoconfig. */
export function linux({ fragment, compiles }: LinuxOptions): Recipe {
  return {
    name: 'linux',
    title: 'Linux kernel',
    sources: ['linux'],
    dependencies: [],
    libc: 'none',
    interpreter: 'any',
    files: { 'kernel.config': { path: fragment } },
    steps: [
      ...kbuild({
        base: 'allnoconfig',
        fragments: ['kernel.config'],
        makeArgs: ['ARCH=x86_64'],
        targets: ['bzImage', 'modules'],
        // Runs depmod on the folder by itself.
        install: [['INSTALL_MOD_PATH=@dest@', 'INSTALL_MOD_STRIP=1', 'modules_install']],
        progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: compiles },
      }),
      shell('install kernel', installKernel, { cwd: '@build@', env, fakeroot: true }),
    ],
    ship: ['boot/**', 'lib/modules/**'],
    tools: [
      ...kbuildTools,
      { command: 'depmod', package: 'kmod' },
      { command: 'zstd', package: 'zstd' },
      // Headers: objtool, which checks every object, and the kernel's own key tools are compiled for this machine.
      { command: '/usr/include/gelf.h', package: 'libelf-dev' },
      { command: '/usr/include/openssl/ssl.h', package: 'libssl-dev' },
    ],
  };
}

// modules_install leaves links to the source and build folders of this machine.
const installKernel = [
  'release=$(cat include/config/kernel.release)',
  'rm -f "@dest@/lib/modules/$release/build" "@dest@/lib/modules/$release/source"',
  'install -D -m 0644 arch/x86/boot/bzImage "@dest@/boot/vmlinuz-$release"',
  'install -D -m 0644 .config "@dest@/boot/config-$release"',
  'install -D -m 0600 System.map "@dest@/usr/lib/debug/System.map-$release"',
].join('\n');
