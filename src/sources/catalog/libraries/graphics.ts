import { inSets } from '../sets.js';

/** Beside Mesa: shaders, Vulkan, displays. */
export const graphicsLibraries = inSets({
  glslang: {
    license: 'BSD-3-Clause AND Apache-2.0 AND MIT',
    homepage: 'https://github.com/KhronosGroup/glslang',
    spec: '16.3.0 https://github.com/KhronosGroup/glslang/archive/@.tar.gz efff5a15258dce1ca2d323bf64c974f5fca03778174615dbc30c8d36db645bf5',
    trixie: '15.1.0+1.4.309.0-1 gz 3786512 180f17ea51e6b71bf57b9e0fea78ba3ecd76e3ec8e4c91f0771b922eb22bf4b2',
  },
  lcms2: {
    license: 'MIT',
    homepage: 'https://www.littlecms.com/',
    spec: '2.18 https://github.com/mm2/Little-CMS/releases/download/lcms@/lcms2-@.tar.gz ee67be3566f459362c1ee094fde2c159d33fa0390aa4ed5f5af676f9e5004347',
    trixie: '2.16-2+deb13u2 gz 7632822 d873d34ad8b9b4cea010631f1a6228d2087475e4dc5e763eb81acc23d9d45a51',
  },
  'libdisplay-info': {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/emersion/libdisplay-info',
    spec: '0.3.0 https://gitlab.freedesktop.org/emersion/libdisplay-info/-/archive/@/libdisplay-info-@.tar.gz 2b467e3336aec63819d6aca28d7310d3dc7415b2b3a3c3a5aec9d3727053c078',
    trixie: '0.2.0-2 bz2 97213 f6cf2ddbba3753ae38de5113d1fcb8fab977dfaf5fb07b38cd68d8482765e208',
  },
  libva: {
    license: 'MIT',
    homepage: 'https://github.com/intel/libva',
    spec: '2.23.0 https://github.com/intel/libva/archive/@.tar.gz b10aceb30e93ddf13b2030eb70079574ba437be9b3b76065caf28a72c07e23e7',
    trixie: '2.22.0-3 226484 efd30e3581bc09383a02a2943a83c216c94fc8027ed299be49d29e6f71d96ce8',
  },
  llvm: {
    license: 'Apache-2.0 WITH LLVM-exception',
    homepage: 'https://llvm.org/',
    spec: '22.1.4 https://github.com/llvm/llvm-project/releases/download/llvmorg-@/llvm-project-@.src.tar.xz 3e68c90dda630c27d41d201e37b8bbf5222e39b273dec5ca880709c69e0a07d4',
  },
  pixman: {
    license: 'MIT',
    homepage: 'https://pixman.org/',
    spec: '0.46.4 https://www.cairographics.org/releases/pixman-@.tar.gz d09c44ebc3bd5bee7021c79f922fe8fb2fb57f7320f55e97ff9914d2346a591c',
    trixie: '0.44.0-3 gz 812995 89a4c1e1e45e0b23dffe708202cb2eaffde0fe3727d7692b2e1739fec78a7dac',
  },
  'spirv-headers': {
    license: 'MIT',
    homepage: 'https://github.com/KhronosGroup/SPIRV-Headers',
    spec: '1.4.341.0 https://github.com/KhronosGroup/SPIRV-Headers/archive/refs/tags/vulkan-sdk-@.tar.gz cab0a654c4917e16367483296b44cdb1d614e3120c721beafcd37e3a8580486c',
    trixie: '1.6.1+1.4.309.0-1 gz 528173 64ea06bf123c5c063a6be01dd45adec6a30cc0862000781ca18f9104693b722c',
  },
  'spirv-tools': {
    license: 'Apache-2.0',
    homepage: 'https://github.com/KhronosGroup/SPIRV-Tools',
    spec: '1.4.341.0 https://github.com/KhronosGroup/SPIRV-Tools/archive/vulkan-sdk-@.tar.gz 15bfb678138cdf9cd1480dfb952547bbb66b763a735b6d5582578572f5c2e6f9',
    trixie: '2025.1~rc1-1 gz 3244258 6895160d5a842552eda6412440747cbadddd47005957bc43bb03926162686777',
  },
});
