import type { Profile } from './define.js';

export const smechvisor: Profile = {
  name: 'smechvisor',
  title: 'SmechVisor',
  summary: 'Install ISO (offline) and Deploy Shim ISO (network) for hypervisor nodes',
  order: 'build_order_smechvisor.txt',
  defaultTarget: '/mnt/smechos_build_root',
  outputs: ['smechvisor-install-*.iso', 'smechvisor-shim-*.iso'],
  libc: 'musl',
};
