import { autotools, prebuilt } from '../../build/drivers/index.js';
import { autotoolsTools, prebuiltTools } from '../../build/tools.js';
import type { Provision, Recipe } from '../define.js';
import { library } from './library.js';

/** Where Debian's Python has its modules, whichever version it is of. */
export const pythonModules = '/usr/lib/python3/dist-packages';

/** Neither a program nor a library: where the source can't be had, the distribution's files are the same. */
const data = (name: string, title: string, provision: ReturnType<Provision>, configureArgs: string[] = []): Recipe =>
  library({
    name,
    title: provision === 'source' ? title : `${title} (prebuilt)`,
    omit: ['usr/share/xcb/**', 'usr/lib/python3/**'],
    ...(provision === 'source'
      ? { steps: autotools({ libc: 'glibc', configureArgs }), tools: autotoolsTools }
      : { steps: prebuilt({ exclude: ['./usr/share/doc', './usr/share/lintian'] }), tools: prebuiltTools }),
  });

const xtrans = library({
  name: 'xtrans',
  title: 'xtrans',
  steps: autotools({ libc: 'glibc', configureArgs: ['--disable-docs'] }),
  tools: autotoolsTools,
});

/** Headers, descriptions and sources that X libraries are compiled from. */
export const x11Protocol = (provision: Provision): Recipe[] => [
  data('xorgproto', 'X headers', provision('xorgproto')),
  data('xcb-proto', 'X protocol descriptions', provision('xcb-proto'), [`am_cv_python_pythondir=${pythonModules}`]),
  xtrans,
];
