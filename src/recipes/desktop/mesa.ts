import { meson } from '../../build/drivers/index.js';
import { debianModule, newMesonTools } from '../../build/tools.js';
import type { DeploySettings } from '../../host/settings.js';
import type { Recipe } from '../define.js';
import { units } from '../names.js';
import { library } from './library.js';
import { llvmMachineFile, llvmSdk } from './llvm-sdk.js';
import { inQtDeps, xlib } from './names.js';
import { vulkan } from './vulkan.js';
import { scannerEnvironment } from './wayland-scanner.js';
import { x11Clients } from './x11.js';

/** Chooses among vendors' libraries. With it, programs of a restored system, which are linked to it, run on our Mesa. */
const libglvnd = library({
  name: 'libglvnd',
  title: 'libglvnd',
  needs: xlib,
  hostNeeds: [units.meson],
  steps: meson({ libc: 'glibc', options: ['x11', 'glx', 'asm'].map((part) => `-D${part}=enabled`) }),
  tools: newMesonTools,
});

/**
 * OpenGL and Vulkan for AMD's GPUs and for those that a virtual machine is given, and in plain software. Shaders are compiled by ACO alone:
 * only llvmpipe, without which software rendering is slow, needs LLVM.
 */
const mesa = (llvmpipe: boolean) =>
  library({
    name: 'mesa',
    title: 'Mesa',
    needs: [
      ...xlib,
      ...['libxfixes', 'libxrender', 'libxrandr', 'libxshmfence', 'libxxf86vm'],
      ...inQtDeps('libdrm', 'wayland', 'wayland-protocols', 'libffi', 'expat', 'zlib', 'zstd', 'elfutils'),
      'libglvnd',
      ...(llvmpipe ? [llvmSdk.name] : []),
    ],
    hostNeeds: [units.meson, units.waylandScanner],
    steps: meson({
      libc: 'glibc',
      env: scannerEnvironment,
      options: [
        '-Db_ndebug=true',
        ...['-Dplatforms=x11,wayland', '-Degl-native-platform=wayland', '-Dglx=dri', '-Dopengl=true'],
        ...['egl', 'gbm', 'gles1', 'gles2', 'glvnd', 'shader-cache', 'zstd', 'expat', 'xlib-lease'].map(
          (part) => `-D${part}=enabled`,
        ),
        ...[`-Dgallium-drivers=radeonsi,virgl,softpipe${llvmpipe ? ',llvmpipe' : ''}`, '-Dvulkan-drivers=amd,virtio'],
        ...(llvmpipe
          ? [`--cross-file=${llvmMachineFile}`, '-Dllvm=enabled', '-Dshared-llvm=enabled']
          : ['-Dllvm=disabled']),
        '-Damd-use-llvm=false',
        ...['gallium-va', 'valgrind', 'libunwind', 'lmsensors'].map((part) => `-D${part}=disabled`),
        '-Dbuild-tests=false',
      ],
    }),
    tools: [
      ...newMesonTools,
      { command: 'bison', package: 'bison' },
      { command: 'flex', package: 'flex' },
      { command: 'glslangValidator', package: 'glslang-tools' },
      debianModule('mako', 'python3-mako'),
      debianModule('yaml', 'python3-yaml'),
      debianModule('packaging', 'python3-packaging'),
    ],
  });

/** Finds out for a program which functions of OpenGL there are. */
const libepoxy = library({
  name: 'libepoxy',
  title: 'libepoxy',
  needs: [...xlib, 'libglvnd'],
  hostNeeds: [units.meson],
  steps: meson({ libc: 'glibc', options: ['-Degl=yes', '-Dglx=yes', '-Dx11=true', '-Dtests=false'] }),
  tools: newMesonTools,
});

/** Mesa, the libraries of X that it stands on, and what programs reach it through. */
export const mesaStack = ({ llvmpipe }: DeploySettings['mesa']): Recipe[] =>
  [...x11Clients, libglvnd, ...(llvmpipe ? [llvmSdk] : []), mesa(llvmpipe), libepoxy, ...vulkan].map((recipe) => ({
    ...recipe,
    groups: ['mesa'],
  }));
