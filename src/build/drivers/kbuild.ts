import type { Step } from '../../recipes/define.js';
import { type DriverOptions, step } from './common.js';

interface KbuildOptions extends DriverOptions {
  /** What the fragments are laid over. `allnoconfig`: everything else is off; `defconfig` and others: the target's own values stand. */
  base: 'allnoconfig' | 'tinyconfig' | 'defconfig' | (string & {});
  /** Names in @files@, a later one wins. Every line must stand in the resulting .config, otherwise the recipe fails and names the lines. */
  fragments: string[];
  /** For every make: `ARCH=x86_64`, `CONFIG_PREFIX=...`. */
  makeArgs?: string[];
  /** Compile targets: `bzImage modules`. */
  targets?: string[];
  /** One make each, under fakeroot: arguments and targets, such as `['INSTALL_MOD_PATH=@dest@', 'modules_install']`. */
  install?: string[][];
  /** A build folder other than @build@, for a second variant of one source: `@build@/static`. */
  output?: string;
  /** `make` has `olddefconfig` (Linux); without it (BusyBox) `oldconfig` takes the defaults. Default: false. */
  olddefconfig?: boolean;
}

/**
 * Configure, compile and install a kbuild project (Linux, BusyBox) out of tree. No user, host or time stamp of this machine goes into it (KBUILD_BUILD_TIMESTAMP is in the environment of every recipe).
 * The source tree must be clean: `headers_install` in the tree, for one, spoils O= builds.
 */
export function kbuild(options: KbuildOptions): Step[] {
  const out = options.output ?? '@build@';
  // The tools built for this machine get their flags from kbuild alone.
  const env = {
    CFLAGS: '',
    LDFLAGS: '',
    KBUILD_BUILD_USER: 'smech',
    KBUILD_BUILD_HOST: 'smechlabs',
    KBUILD_BUILD_VERSION: '1',
    KCONFIG_NOTIMESTAMP: '1',
    ...options.env,
  };
  const make = ['make', `O=${out}`, ...(options.makeArgs ?? [])];
  const asked = `${out}/requested.config`;
  const fragments = options.fragments.map((name) => `@files@/${name}`);
  const steps = [step('configure: fragments', ['smech-kconfig', 'join', asked, ...fragments])];
  if (options.base === 'allnoconfig')
    steps.push(step('configure', [...make, `KCONFIG_ALLCONFIG=${asked}`, 'allnoconfig'], { env }));
  else
    steps.push(
      step('configure: base', [...make, options.base], { env }),
      step('configure: merge', ['smech-kconfig', 'merge', `${out}/.config`, asked]),
      options.olddefconfig
        ? step('configure', [...make, 'olddefconfig'], { env })
        : step('configure', ['sh', '-c', 'yes "" | "$@" >oldconfig.log', 'oldconfig', ...make, 'oldconfig'], {
            cwd: out,
            env,
          }),
    );
  steps.push(
    step('configure: check', ['smech-kconfig', 'check', `${out}/.config`, asked]),
    step('compile', [...make, '-j@jobs@', ...(options.targets ?? [])], {
      env,
      progress: options.progress ?? { kind: 'lines', pattern: '^\\s+(CC|AS|HOSTCC)\\s', total: 2000 },
    }),
    ...(options.install ?? []).map((args) => step('install', [...make, ...args], { env, fakeroot: true })),
  );
  return steps;
}
