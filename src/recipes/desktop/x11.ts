import { autotools } from '../../build/drivers/index.js';
import { autotoolsTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';
import { inQtDeps } from './names.js';
import { pythonModules } from './x11-protocol.js';

/** What pkg-config wants to see of one that needs libxcb, and of one that needs libX11. */
const xcb = [...inQtDeps('xorgproto', 'libxau', 'libxdmcp'), 'libxcb'];
const x11 = [...xcb, 'libx11'];

interface Extras {
  configureArgs?: string[];
  makeArgs?: string[];
}

const xLibrary = (name: string, title: string, needs: string[], { configureArgs = [], makeArgs = [] }: Extras = {}) =>
  library({
    name,
    title,
    needs,
    steps: autotools({
      libc: 'glibc',
      configureArgs: [
        '--disable-static',
        ...['xmlto', 'fop', 'xsltproc', 'doxygen'].map((program) => `--without-${program}`),
        // What malloc(0) gives can't be asked of a program that is compiled for another machine.
        '--disable-malloc0returnsnull',
        ...configureArgs,
      ],
      makeArgs,
    }),
    tools: autotoolsTools,
  });

/** What libxcb stands on. */
export const x11Libraries: Recipe[] = [
  xLibrary('libxau', 'libXau', ['xorgproto']),
  xLibrary('libxdmcp', 'libXdmcp', ['xorgproto']),
];

/** Libraries of X clients, as a part of compile_mesa_stack, each after what it needs. */
export const x11Clients: Recipe[] = [
  xLibrary('libxcb', 'libxcb', inQtDeps('xorgproto', 'libxau', 'libxdmcp', 'xcb-proto'), {
    // Debian's own package description names another folder.
    makeArgs: [`XCBPROTO_XCBPYTHONDIR=@sysroot@${pythonModules}`],
  }),
  xLibrary('libx11', 'libX11', [...xcb, ...inQtDeps('xtrans')]),
  xLibrary('libxext', 'libXext', x11),
  xLibrary('libxfixes', 'libXfixes', x11),
  xLibrary('libxrender', 'libXrender', x11),
  xLibrary('libxrandr', 'libXrandr', [...x11, 'libxext', 'libxrender']),
  xLibrary('libxxf86vm', 'libXxf86vm', [...x11, 'libxext']),
  xLibrary('libxshmfence', 'libxshmfence', inQtDeps('xorgproto'), {
    // Its package description repeats what pkg-config said here.
    configureArgs: ['XPROTO_CFLAGS=-I/usr/include'],
  }),
];
