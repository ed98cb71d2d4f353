import { make } from '../build/drivers/index.js';
import { makeTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

const makeArgs = [
  'prefix=/usr',
  'lib=lib',
  // Only its own make variables decide; gperf found by chance would change the result.
  ...['GOLANG=no', 'PAM_CAP=no', 'USE_GPERF=no', 'RAISE_SETFCAP=no', 'PTHREADS=no'],
  // _makenames runs on the build machine.
  ...['BUILD_CC=gcc', 'BUILD_COPTS=-O2', 'CROSS_COMPILE=x86_64-smech-linux-musl-'],
];

/** Capabilities: OpenRC's supervisors need the library, an operator getcap and setcap. */
export const libcap: Recipe = {
  name: 'libcap',
  title: 'libcap',
  sources: ['libcap'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: ['libcap', 'progs'].flatMap((part) => make({ cwd: `@src@/${part}`, makeArgs })),
  ship: ['usr/lib/libcap.so.2', 'usr/lib/libcap.so.2.*', 'usr/sbin/getcap', 'usr/sbin/setcap'],
  tools: makeTools,
};
