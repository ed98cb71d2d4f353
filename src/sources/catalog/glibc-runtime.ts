import { deb } from './places.js';

/** The C library that prebuilt sets bring along, beside ours. */
export const libc6 = deb(
  'trixie',
  'libc6',
  '2.41-12+deb13u4',
  2846580,
  '967aa62605721081c3eb2a17650611a792aa802d76a6511d1840242623d204c9',
  { source: 'glibc' },
);
