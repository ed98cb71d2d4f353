import type { Step } from '../../recipes/define.js';
import { type DriverOptions, type Libc, step, tripleOf, withDefaults } from './common.js';

interface AutotoolsOptions extends DriverOptions {
  libc: Libc;
  configureArgs?: string[];
  /** For compile and install: `V=1`, variables. */
  makeArgs?: string[];
  /** Default: make's own default target. */
  targets?: string[];
  /** Default: `install`. Empty: nothing is installed by make. */
  installTargets?: string[];
  /** Configure in @build@ instead of @src@. */
  outOfTree?: boolean;
}

/** configure, make, make install. */
export function autotools(options: AutotoolsOptions): Step[] {
  const { libc, env = {}, makeArgs = [], targets = [], installTargets = ['install'] } = options;
  const triple = tripleOf(libc);
  const cwd = options.outOfTree ? '@build@' : '@src@';
  const args = withDefaults(
    [
      '--prefix=/usr',
      '--sysconfdir=/etc',
      '--localstatedir=/var',
      // Both are said, or configure would ask this machine whether it can run musl programs, and build otherwise where it can.
      ...(triple === null ? [] : ['--build=x86_64-pc-linux-gnu', `--host=${triple}`]),
    ],
    options.configureArgs ?? [],
  );
  const steps = [
    // A relative path, so that nothing records where the source lies.
    step('configure', [options.outOfTree ? '../src/configure' : './configure', ...args], { cwd, env }),
    step('compile', ['make', '-j@jobs@', ...makeArgs, ...targets], { cwd, env, progress: options.progress }),
  ];
  if (installTargets.length > 0)
    steps.push(
      step('install', ['make', ...makeArgs, 'DESTDIR=@dest@', ...installTargets], { cwd, env, fakeroot: true }),
    );
  return steps;
}
