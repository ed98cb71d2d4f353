import { meson } from '../../build/drivers/index.js';
import { mesonTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';

const libdrm = library({
  name: 'libdrm',
  title: 'libdrm',
  steps: meson({
    libc: 'glibc',
    options: [
      ...['amdgpu', 'radeon'].map((driver) => `-D${driver}=enabled`),
      ...['intel', 'nouveau', 'vmwgfx', 'freedreno', 'vc4', 'etnaviv', 'exynos', 'omap', 'tegra'].map(
        (driver) => `-D${driver}=disabled`,
      ),
      ...['cairo-tests', 'man-pages', 'valgrind'].map((part) => `-D${part}=disabled`),
      ...['-Dtests=false', '-Dudev=false'],
    ],
  }),
  tools: mesonTools,
});

/** The kernel's graphics drivers, from a program's side. */
export const drm: Recipe[] = [libdrm];
