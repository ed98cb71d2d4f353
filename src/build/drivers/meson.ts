import type { Step } from '../../recipes/define.js';
import { type DriverOptions, type Libc, step, tripleOf, withDefaults } from './common.js';

interface MesonOptions extends DriverOptions {
  libc: Libc;
  /** `-Dname=value`, `--libdir=/lib`; they win over the defaults. */
  options?: string[];
  /** Ninja targets. Default: all. */
  targets?: string[];
  /** meson install --tags. */
  installTags?: string[];
}

/** meson setup, ninja, meson install. Subprojects are never downloaded. */
export function meson(options: MesonOptions): Step[] {
  const { libc, env, targets = [], installTags = [] } = options;
  const args = withDefaults(
    [
      '--prefix=/usr',
      '--libdir=lib',
      '--sysconfdir=/etc',
      '--localstatedir=/var',
      '--buildtype=plain',
      '--wrap-mode=nodownload',
    ],
    options.options ?? [],
  );
  const machine = tripleOf(libc) === null ? '--native-file' : '--cross-file';
  const tags = installTags.length > 0 ? ['--tags', installTags.join(',')] : [];
  return [
    step('configure', ['meson', 'setup', ...args, machine, '@tools@/meson.ini', '@build@', '@src@'], { env }),
    step('compile', ['ninja', '-C', '@build@', '-j@jobs@', ...targets], {
      env,
      progress: options.progress ?? { kind: 'ninja' },
    }),
    step('install', ['meson', 'install', '-C', '@build@', '--no-rebuild', ...tags], {
      env: { ...env, DESTDIR: '@dest@' },
      fakeroot: true,
    }),
  ];
}
