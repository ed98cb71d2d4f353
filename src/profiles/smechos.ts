import type { Profile } from './define.js';

export const smechos: Profile = {
  name: 'smechos',
  title: 'SmechOS',
  summary: 'Master disk image: KDE Plasma 6, OpenRC, spk',
  order: 'build_order.txt',
  defaultTarget: '/mnt/smechos',
  outputs: ['smechos.img'],
  libc: 'glibc',
};
