import type { Provision, Recipe } from '../define.js';
import { meson } from '../meson.js';
import { compression } from './compression.js';
import { core } from './core.js';
import { drm } from './drm.js';
import { fonts } from './fonts.js';
import { images } from './images.js';
import { waylandStack } from './wayland.js';
import { waylandScanner } from './wayland-scanner.js';
import { x11Libraries } from './x11.js';
import { x11Protocol } from './x11-protocol.js';

/** What Qt and Mesa stand on, each after what it needs. */
export const qtDeps = (provision: Provision): Recipe[] => [
  meson(provision('meson')),
  ...compression,
  ...core,
  ...images,
  ...fonts,
  ...drm,
  waylandScanner,
  ...waylandStack,
  ...x11Protocol(provision),
  ...x11Libraries,
];
