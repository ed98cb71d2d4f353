import { cmake, shell, step } from '../../build/drivers/index.js';
import { cmakeTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';
import { inQtDeps, xlib } from './names.js';

const vulkanHeaders = library({
  name: 'vulkan-headers',
  title: 'Vulkan headers',
  steps: [
    // The distribution's archive is the loader's, with the headers in a folder.
    shell('prepare', 'if [ -d vulkan-headers ]; then ln -s vulkan-headers it; else ln -s . it; fi'),
    ...cmake({ subdir: 'it' }),
  ],
  tools: cmakeTools,
  omit: ['usr/share/vulkan/registry/**'],
});

/** Which looks for the drivers that Mesa installs. */
const vulkanLoader = library({
  name: 'vulkan-loader',
  title: 'Vulkan loader',
  needs: [...xlib, 'libxrender', 'libxrandr', ...inQtDeps('wayland', 'libffi'), 'vulkan-headers'],
  steps: [
    // The distribution's archive has no generated sources: they are made again, from the registry that our headers are of.
    step('prepare', ['mkdir', '-p', 'loader/generated']),
    step('generate', ['python3', 'scripts/generate_source.py', '@sysroot@/usr/share/vulkan/registry']),
    ...cmake({ options: ['BUILD_TESTS', 'BUILD_WERROR', 'LOADER_CODEGEN'].map((part) => `-D${part}=OFF`) }),
  ],
  tools: [...cmakeTools, { command: 'python3', package: 'python3' }],
});

/** Vulkan, from a program's side. */
export const vulkan: Recipe[] = [vulkanHeaders, vulkanLoader];
