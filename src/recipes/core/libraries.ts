import { autotools } from '../../build/drivers/index.js';
import { autotoolsTools, makeTools } from '../../build/tools.js';
import { program } from './program.js';

/** Terminals: with the names, the symbol versions and the folders of descriptions that the restored base has, so that either serves both. */
const ncurses = program({
  name: 'ncurses',
  title: 'ncurses',
  steps: autotools({
    libc: 'glibc',
    configureArgs: [
      ...['shared', 'versioned-syms', 'build-cc=gcc', 'termlib=tinfo', 'pkg-config-libdir=/usr/lib/pkgconfig'].map(
        (option) => `--with-${option}`,
      ),
      '--with-default-terminfo-dir=/usr/share/terminfo',
      '--with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/share/terminfo',
      ...['ada', 'cxx', 'cxx-binding', 'debug', 'manpages', 'normal', 'tests'].map((part) => `--without-${part}`),
      // The host's strip is started where the result is made ready; a stripping install would look for another.
      ...['--enable-widec', '--enable-pc-files', '--disable-stripping'],
    ],
    // Descriptions are the base's; only a tic of this machine could compile them here.
    installTargets: ['install.libs', 'install.progs', 'install.includes'],
    progress: { kind: 'lines', pattern: '-gcc .* -c ', total: 640 },
  }),
  omit: ['usr/bin/*-config'],
  tools: makeTools,
});

const readline = program({
  name: 'readline',
  title: 'readline',
  needs: ['ncurses'],
  steps: autotools({
    libc: 'glibc',
    configureArgs: ['--disable-static', '--disable-install-examples'],
    // Otherwise its terminal functions are left to whoever links it.
    makeArgs: ['SHLIB_LIBS=-ltinfo'],
  }),
  tools: makeTools,
});

const attr = program({
  name: 'attr',
  title: 'attr',
  steps: autotools({ libc: 'glibc', configureArgs: ['--disable-static'] }),
  tools: makeTools,
});

const acl = program({
  name: 'acl',
  title: 'acl',
  needs: ['attr'],
  steps: autotools({ libc: 'glibc', configureArgs: ['--disable-static'] }),
  tools: makeTools,
});

const xz = program({
  name: 'xz',
  title: 'XZ Utils',
  steps: autotools({ libc: 'glibc', configureArgs: ['--disable-static', '--disable-doc'] }),
  tools: autotoolsTools,
});

export const coreLibraries = [ncurses, readline, attr, acl, xz];
