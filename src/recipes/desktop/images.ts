import { autotools, cmake } from '../../build/drivers/index.js';
import { cmakeTools, makeTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';

const libpng = library({
  name: 'libpng',
  title: 'libpng',
  needs: ['zlib'],
  steps: autotools({ libc: 'glibc', configureArgs: ['--disable-static', '--disable-tools'] }),
  tools: makeTools,
});

const libjpegTurbo = library({
  name: 'libjpeg-turbo',
  title: 'libjpeg-turbo',
  steps: cmake({
    options: [
      // Its own folder option is of another type, for which cmake would make the path absolute.
      '-DCMAKE_INSTALL_LIBDIR:STRING=lib',
      '-DENABLE_STATIC=OFF',
      '-DREQUIRE_SIMD=ON',
    ],
  }),
  tools: [...cmakeTools, { command: 'nasm', package: 'nasm' }],
});

/** Image formats. */
export const images: Recipe[] = [libpng, libjpegTurbo];
