import { meson } from '../../build/drivers/index.js';
import { mesonTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';
import { scannerEnvironment } from './wayland-scanner.js';

const wayland = library({
  name: 'wayland',
  title: 'Wayland',
  needs: ['libffi', 'expat'],
  hostNeeds: ['wayland-scanner'],
  steps: meson({
    libc: 'glibc',
    env: scannerEnvironment,
    options: ['scanner', 'tests', 'documentation', 'dtd_validation'].map((part) => `-D${part}=false`),
  }),
  tools: mesonTools,
  omit: ['usr/share/wayland/**'],
});

const waylandProtocols = library({
  name: 'wayland-protocols',
  title: 'Wayland protocols',
  needs: ['libffi', 'expat', 'wayland'],
  hostNeeds: ['wayland-scanner'],
  steps: meson({ libc: 'glibc', env: scannerEnvironment, options: ['-Dtests=false'] }),
  tools: mesonTools,
  omit: ['usr/share/wayland-protocols/**'],
});

/** Wayland. */
export const waylandStack: Recipe[] = [wayland, waylandProtocols];
