import type { Step } from '../../recipes/define.js';
import { type DriverOptions, step } from './common.js';

interface MakeOptions extends DriverOptions {
  /** Default @src@. */
  cwd?: string;
  /** Variables and options for compile and install. */
  makeArgs?: string[];
  targets?: string[];
  /** For install only; DESTDIR=@dest@ is always there. */
  installArgs?: string[];
  /** Default: `install`. Empty: nothing is installed by make. */
  installTargets?: string[];
}

/** make, make install: for sources with a hand-written Makefile. The compiler is in the environment (CC, AR, CFLAGS, ...); a Makefile that sets its own wants it in `makeArgs`. */
export function make(options: MakeOptions = {}): Step[] {
  const { cwd, env, makeArgs = [], targets = [], installArgs = [], installTargets = ['install'] } = options;
  const steps = [
    step('compile', ['make', '-j@jobs@', ...makeArgs, ...targets], { cwd, env, progress: options.progress }),
  ];
  if (installTargets.length > 0)
    steps.push(
      step('install', ['make', ...makeArgs, 'DESTDIR=@dest@', ...installArgs, ...installTargets], {
        cwd,
        env,
        fakeroot: true,
      }),
    );
  return steps;
}
