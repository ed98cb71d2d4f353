import type { Module } from '../define.js';
import { withAutotools, withCmake, withMeson } from './rows.js';

/** Displays, input and X11, each after what it needs. */
export const displayLibraries: Module[] = [
  withMeson('lcms2', '', { sbu: 0.2 }),
  withMeson('libdisplay-info', 'hwdata', { sbu: 0.05 }),
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
  withMeson('libei', '', { sbu: 0.05, options: ['-Ddocumentation=[]', '-Dtests=disabled', '-Dliboeffis=disabled'] }),
  withAutotools('libevdev', '', { sbu: 0.05 }),
  withMeson('libwacom', 'glib libudev libevdev libgudev', {
    sbu: 0.05,
    options: ['-Ddocumentation=disabled', '-Dtests=disabled'],
  }),
  withAutotools('mtdev', '', { sbu: 0.05 }),
  withMeson('libinput', 'libevdev mtdev libudev libwacom', {
    sbu: 0.1,
    options: ['-Ddocumentation=false', '-Dtests=false', '-Ddebug-gui=false'],
  }),
  withAutotools('libfontenc', 'xorgproto zlib'),
  withAutotools('libice', 'xtrans xorgproto'),
  withAutotools('libsm', 'libice util-linux'),
  withAutotools('libxcursor', 'libxrender libxfixes'),
  withMeson('libxcvt', '', { sbu: 0.05 }),
  withAutotools('libxdamage', 'libxfixes'),
  withAutotools('libxfont2', 'freetype libfontenc xtrans'),
  withAutotools('libxi', 'libxext libxfixes'),
  withMeson('xkeyboard-config', '', { sbu: 0.1 }),
  withMeson('libxkbcommon', 'libxml2 xkeyboard-config libxcb wayland wayland-protocols', {
    sbu: 0.3,
    options: ['-Denable-docs=false', '-Denable-tools=false', '-Denable-bash-completion=false'],
  }),
  withMeson('libxkbfile', 'libx11'),
  withAutotools('libxres', 'libxext'),
  withAutotools('libxtst', 'libxi'),
  withAutotools('xcb-util', 'libxcb', { sbu: 0.05 }),
  withAutotools('xcb-util-image', 'xcb-util'),
  withAutotools('xcb-util-keysyms', 'libxcb'),
  withAutotools('xcb-util-renderutil', 'libxcb'),
  withAutotools('xcb-util-cursor', 'xcb-util-image xcb-util-renderutil'),
  withAutotools('xcb-util-wm', 'libxcb'),
  withAutotools('xkbcomp', 'libxkbfile libx11'),
  withMeson(
    'xwayland',
    `
      libx11 libxcvt mesa libdrm libepoxy wayland wayland-protocols libei pixman libxfont2 libxkbfile xkbcomp
    `,
    { sbu: 0.2, options: ['-Dxvfb=false', '-Ddocs=false', '-Ddevel-docs=false'] },
  ),
];
