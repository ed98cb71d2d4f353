import { make, step } from '../build/drivers/index.js';
import { makeTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

// Programs that are compiled for the target, and libnetlink as a plain archive.
const makeArgs = ['SHARED_LIBS=n', 'SBINDIR=/sbin', 'V=1', 'HOSTCC=gcc', 'SUBDIRS=lib ip tc bridge misc'];

/** Network: ip, bridge, tc, ss. Without libmnl, libelf and iptables. */
export const iproute2: Recipe = {
  name: 'iproute2',
  title: 'iproute2',
  sources: ['iproute2'],
  dependencies: muslSysroot,
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: [
    step('configure', ['sh', './configure']),
    ...make({ makeArgs, progress: { kind: 'lines', pattern: 'gcc .* -c ', total: 209 } }),
  ],
  ship: ['sbin/{ip,bridge,tc,ss}', 'etc/iproute2/**'],
  tools: [...makeTools, { command: 'bison', package: 'bison' }, { command: 'flex', package: 'flex' }],
};
