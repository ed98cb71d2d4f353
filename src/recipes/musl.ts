import { autotools } from '../build/drivers/index.js';
import { makeTools } from '../build/tools.js';
import type { Recipe } from './define.js';

/** The C library, shared for the target and static for the initramfs's programs. */
export const musl: Recipe = {
  name: 'musl',
  title: 'musl C library',
  sources: ['musl'],
  dependencies: [],
  // Compiled by the host's compiler as it is: the wrapper for musl needs this recipe's result.
  libc: 'none',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: [
    ...autotools({
      libc: 'none',
      // Its configure takes --target for the prefix of the tools; the build machine's own are right.
      configureArgs: ['--syslibdir=/lib', '--enable-wrapper=no'],
      env: { CC: 'gcc', CFLAGS: '-Os -pipe -ffile-prefix-map=@src@=.', LDFLAGS: '' },
      progress: { kind: 'lines', pattern: '^gcc .* -c ', total: 1352 },
    }),
  ],
  // The loader is a link to the library.
  ship: ['lib/ld-musl-x86_64.so.1', 'usr/lib/libc.so'],
  tools: makeTools,
};
