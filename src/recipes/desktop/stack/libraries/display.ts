import type { Module } from '../define.js';
import { fromPackages, withAutotools, withCmake, withMeson } from './rows.js';

// What malloc(0) gives can't be asked of a program that is compiled for another machine.
const mallocKnown = ['--disable-malloc0returnsnull'];

/** Displays, input and X11, each after what it needs. */
export const displayLibraries: Module[] = [
  withMeson('lcms2', '', { cpuSeconds: 10, tried: true }),
  withMeson('libdisplay-info', 'hwdata', {
    cpuSeconds: 4,
    tried: true, // It wants the names of makers while it is compiled, and looks for them on the machine that compiles.
    env: { PKG_CONFIG_PATH_FOR_BUILD: '@sysroot@/usr/share/pkgconfig', PKG_CONFIG_SYSROOT_DIR: '@sysroot@' },
  }),
  withMeson('pixman', '', { sbu: 0.1, options: ['-Dtests=disabled', '-Ddemos=disabled'] }),
  withCmake('spirv-headers', '', { sbu: 0.05 }),
  withCmake('spirv-tools', 'spirv-headers', { sbu: 0.6, options: ['-DSPIRV_SKIP_TESTS=ON', '-DSPIRV_WERROR=OFF'] }),
  withCmake('glslang', 'spirv-tools', {
    sbu: 0.4,
    options: ['-DALLOW_EXTERNAL_SPIRV_TOOLS=ON', '-DGLSLANG_TESTS=OFF'],
  }),
  // Only for llvmpipe, Mesa's renderer without a graphics card.
  withCmake('llvm', 'zlib libxml2 zstd', {
    sbu: 13,
    subdir: 'llvm',
    options: ['-DLLVM_TARGETS_TO_BUILD=X86;AMDGPU', '-DLLVM_BUILD_LLVM_DYLIB=ON', '-DLLVM_LINK_LLVM_DYLIB=ON'],
  }),
  {
    ...withMeson('libei', '', {
      sbu: 0.05,
      options: ['-Ddocumentation=[]', '-Dtests=disabled', '-Dliboeffis=disabled'],
    }),
    packaged: fromPackages('libei-1.0', 'libeis-1.0'),
  },
  withAutotools('libevdev', '', { cpuSeconds: 4, tried: true }),
  withMeson('libwacom', 'glib libudev libevdev libgudev', {
    cpuSeconds: 3,
    tried: true,
    options: ['-Ddocumentation=disabled', '-Dtests=disabled'],
  }),
  withAutotools('mtdev', '', { cpuSeconds: 3, tried: true }),
  withMeson('libinput', 'libevdev mtdev libudev libwacom', {
    cpuSeconds: 14,
    tried: true,
    options: ['-Ddocumentation=false', '-Dtests=false', '-Ddebug-gui=false'],
  }),
  withAutotools('libfontenc', 'xorgproto zlib'),
  withAutotools('libice', 'xtrans xorgproto', { cpuSeconds: 6, tried: true }),
  withAutotools('libsm', 'libice util-linux', { cpuSeconds: 5, tried: true }),
  withAutotools('libxcursor', 'libxrender libxfixes', { cpuSeconds: 6, tried: true }),
  withMeson('libxcvt', '', { cpuSeconds: 2, tried: true }),
  withAutotools('libxdamage', 'libxfixes'),
  withAutotools('libxfont2', 'freetype libfontenc xtrans'),
  withAutotools('libxi', 'libxext libxfixes', { cpuSeconds: 13, tried: true, options: mallocKnown }),
  withMeson('xkeyboard-config', '', { cpuSeconds: 2, tried: true }),
  withMeson('libxkbcommon', 'libxml2 xkeyboard-config libxcb wayland wayland-protocols', {
    cpuSeconds: 17,
    tried: true,
    options: [
      ...['-Denable-docs=false', '-Denable-tools=false', '-Denable-bash-completion=false'],
      // Otherwise where the sysroot has it.
      '-Dxkb-config-root=/usr/share/X11/xkb',
    ],
  }),
  withMeson('libxkbfile', 'libx11'),
  withAutotools('libxres', 'libxext', { cpuSeconds: 5, tried: true, options: mallocKnown }),
  withAutotools('libxtst', 'libxi', { cpuSeconds: 6, tried: true }),
  withAutotools('xcb-util', 'libxcb', { cpuSeconds: 4, tried: true }),
  withAutotools('xcb-util-image', 'xcb-util', { cpuSeconds: 4, tried: true }),
  withAutotools('xcb-util-keysyms', 'libxcb', { cpuSeconds: 3, tried: true }),
  withAutotools('xcb-util-renderutil', 'libxcb', { cpuSeconds: 4, tried: true }),
  withAutotools('xcb-util-cursor', 'xcb-util-image xcb-util-renderutil', { cpuSeconds: 5, tried: true }),
  withAutotools('xcb-util-wm', 'libxcb', { cpuSeconds: 4, tried: true }),
  withAutotools('xkbcomp', 'libxkbfile libx11'),
  withMeson(
    'xwayland',
    `
      libx11 libxcvt mesa libdrm libepoxy wayland wayland-protocols libei pixman libxfont2 libxkbfile xkbcomp
    `,
    { sbu: 0.2, options: ['-Dxvfb=false', '-Ddocs=false', '-Ddevel-docs=false'] },
  ),
];
