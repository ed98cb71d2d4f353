import { autotools } from '../../build/drivers/index.js';
import { autotoolsTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';

const xLibrary = (name: string, title: string, needs: string[]) =>
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
      ],
    }),
    tools: autotoolsTools,
  });

/** Libraries of X clients, each after what it needs. */
export const x11Libraries: Recipe[] = [
  xLibrary('libxau', 'libXau', ['xorgproto']),
  xLibrary('libxdmcp', 'libXdmcp', ['xorgproto']),
];
