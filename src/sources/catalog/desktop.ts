import type { CatalogEntry } from '../define.js';
import { buildTools } from './desktop/build-tools.js';
import { compression } from './desktop/compression.js';
import { core } from './desktop/core.js';
import { fonts } from './desktop/fonts.js';
import { graphics } from './desktop/graphics.js';
import { images } from './desktop/images.js';
import { x11 } from './desktop/x11.js';
import { x11Protocol } from './desktop/x11-protocol.js';

/** Libraries below Qt, Mesa itself, and what they are compiled with. */
export const desktop: CatalogEntry[] = [
  ...buildTools,
  ...core,
  ...compression,
  ...images,
  ...fonts,
  ...x11Protocol,
  ...x11,
  ...graphics,
];
