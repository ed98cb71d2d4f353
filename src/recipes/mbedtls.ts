import { make, shell, step } from '../build/drivers/index.js';
import { makeTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

/** Mbed TLS's cryptography as a static library, with what spk-visor uses and no more: nothing of it goes into the target by itself. */
export const mbedtls: Recipe = {
  name: 'mbedtls',
  title: 'Mbed TLS: cryptography',
  sources: ['mbedtls'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: 'static',
  files: { 'mbedtls-config.h': { path: 'payload/spk-visor/mbedtls-config.h' } },
  steps: [
    step('configure', ['cp', '@files@/mbedtls-config.h', 'include/mbedtls/mbedtls_config.h']),
    ...make({
      cwd: '@src@/library',
      targets: ['libmbedcrypto.a'],
      installTargets: [],
      progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: 88 },
    }),
    shell(
      'install',
      [
        'mkdir -p @dest@/usr/include @dest@/usr/lib',
        'cp -r include/mbedtls include/psa @dest@/usr/include',
        'cp library/libmbedcrypto.a @dest@/usr/lib',
      ],
      { fakeroot: true },
    ),
  ],
  ship: [],
  tools: makeTools,
};
