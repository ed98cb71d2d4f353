import { autotools } from '../../build/drivers/index.js';
import { autotoolsTools, makeTools, mesonTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { kmodSteps } from '../kmod.js';
import { utilLinuxWhole } from '../util-linux.js';
import { program } from './program.js';

/** What configure would try out with a program, which this machine can't run: as it is with Linux and glibc. */
const bashAnswers = {
  bash_cv_job_control_missing: 'present',
  bash_cv_sys_named_pipes: 'present',
  bash_cv_func_sigsetjmp: 'present',
  bash_cv_func_ctype_nonascii: 'yes',
  bash_cv_func_strcoll_broken: 'no',
  bash_cv_getcwd_malloc: 'yes',
  bash_cv_must_reinstall_sighandlers: 'no',
  bash_cv_printf_a_format: 'yes',
  bash_cv_ulimit_maxfds: 'yes',
  bash_cv_unusable_rtsigs: 'no',
  bash_cv_wcontinued_broken: 'no',
  bash_cv_wexitstatus_offset: '8',
};

/** The shell, with its own readline in it. */
const bash: Recipe = {
  ...program({
    name: 'bash',
    title: 'bash',
    needs: ['ncurses'],
    steps: autotools({
      libc: 'glibc',
      env: bashAnswers,
      // Its own allocator is for systems with a poor one.
      configureArgs: ['--without-bash-malloc', '--with-curses'],
      progress: { kind: 'lines', pattern: '-gcc .* -c ', total: 190 },
    }),
    // Loadable builtins and what compiles more of them; a script for reports to upstream.
    omit: ['usr/lib/bash/**', 'usr/bin/bashbug'],
    tools: makeTools,
  }),
  leaksAllowed: [
    { glob: 'usr/{lib/bash/Makefile*,bin/bashbug}', why: 'tell how bash was compiled; neither is shipped' },
  ],
};

interface GnuOptions {
  name: string;
  needs?: string[];
  configureArgs?: string[];
  makeArgs?: string[];
  omit?: string[];
}

/** A GNU program with configure and make, as its release has it. */
const gnu = ({ name, needs = [], configureArgs = [], makeArgs = [], omit = [] }: GnuOptions): Recipe =>
  program({
    name,
    title: name,
    needs,
    steps: autotools({
      libc: 'glibc',
      configureArgs,
      makeArgs,
      progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: 200 },
    }),
    omit,
    tools: makeTools,
  });

const coreutils = gnu({
  name: 'coreutils',
  needs: ['attr', 'acl'],
  configureArgs: [
    // What other packages of the base have.
    '--enable-no-install-program=kill,uptime,hostname',
    ...['--without-libgmp', '--without-openssl', '--without-selinux', '--disable-libcap'],
  ],
});

// Its locate wants a job that fills a database: none has it here.
const findutils = gnu({ name: 'findutils', omit: ['usr/bin/{locate,updatedb}', 'usr/libexec/**'] });
const diffutils = gnu({ name: 'diffutils' });
// Perl's patterns need PCRE2, which is compiled later.
const grep = gnu({ name: 'grep', configureArgs: ['--disable-perl-regexp'] });
const sed = gnu({ name: 'sed', needs: ['attr', 'acl'] });
const gawk = gnu({
  name: 'gawk',
  needs: ['ncurses', 'readline'],
  configureArgs: ['--without-mpfr', '--disable-pma', '--disable-extensions'],
  // The manual, and with it the examples that are cut out of it, were taken out of the source.
  makeArgs: ['SUBDIRS=support . extras po'],
});
const tar = gnu({ name: 'tar', needs: ['attr', 'acl'], configureArgs: ['--with-rmt=/usr/sbin/rmt'] });
const gzip = gnu({ name: 'gzip' });

const procps = program({
  name: 'procps',
  title: 'procps',
  needs: ['ncurses'],
  steps: autotools({
    libc: 'glibc',
    configureArgs: ['--disable-static', '--without-systemd', '--disable-modern-top'],
    progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: 90 },
  }),
  tools: autotoolsTools,
});

const less = program({
  name: 'less',
  title: 'less',
  needs: ['ncurses'],
  steps: autotools({ libc: 'glibc' }),
  tools: makeTools,
});

const utilLinux = {
  ...program({ name: 'util-linux', title: 'util-linux', needs: ['ncurses'], ...utilLinuxWhole }),
  attributes: utilLinuxWhole.attributes ?? [],
};

const kmod = program({
  name: 'kmod',
  title: 'kmod',
  steps: kmodSteps('glibc', { bin: '/usr/bin', sbin: '/usr/sbin' }),
  tools: mesonTools,
});

export const coreTools: Recipe[] = [
  ...[bash, coreutils, findutils, diffutils, grep, sed, gawk, tar, gzip],
  ...[utilLinux, kmod, procps, less],
];
