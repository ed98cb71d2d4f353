import { mmdebstrapTools } from '../../host/mmdebstrap.js';
import type { Tool } from '../../recipes/define.js';

/** Programs of this machine that a build root is made and entered with. */
export const buildRootTools: Tool[] = [
  { command: 'bwrap', package: 'bubblewrap' },
  ...mmdebstrapTools,
  { command: 'fakeroot', package: 'fakeroot' },
  { command: 'readelf', package: 'binutils' },
  // Only root may make a system without them.
  ...(process.getuid?.() === 0 ? [] : [{ command: 'newuidmap', package: 'uidmap' }]),
];
