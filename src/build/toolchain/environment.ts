import { unitMark } from '../../host/unit-mark.js';
import type { Recipe } from '../../recipes/define.js';
import { tripleOf } from '../drivers/common.js';
import type { TokenValues } from '../tokens.js';
import { findHostTool, type Programs, systemPath } from './host-tools.js';

/** What the compiler cache may take of the disk: a kernel build needs 0.3 GB. */
const ccacheLimit = '5G';

/** Changed with the rules by which results are cached: what was cached under others is not taken. */
const ccacheNamespace = 'based on the work folder';

/** The whole environment of a recipe's steps: nothing else of the operator's gets in. */
export function stepEnvironment(
  { libc }: Pick<Recipe, 'libc'>,
  values: TokenValues,
  ccacheDir: string,
  programs: Programs,
): Record<string, string> {
  const { tools, host, work, epoch } = values;
  const hostBins = ['usr/bin', 'usr/sbin', 'bin', 'sbin'].map((dir) => `${host}/${dir}`);
  const mark = process.env[unitMark];
  return {
    PATH: [tools, ...hostBins, systemPath].join(':'),
    HOME: `${work}/home`,
    TMPDIR: `${work}/tmp`,
    SHELL: '/bin/sh',
    LC_ALL: 'C',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH: epoch,
    KBUILD_BUILD_TIMESTAMP: kbuildTime(Number(epoch)),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONHASHSEED: '0',
    // Some configure scripts refuse root; installing goes below DESTDIR in any case.
    FORCE_UNSAFE_CONFIGURE: '1',
    CFLAGS: '-O2 -pipe',
    CXXFLAGS: '-O2 -pipe',
    ...compilerVariables(libc, tools, programs),
    ...(findHostTool('ccache', programs) === undefined
      ? {}
      : // gcc names a sysroot's headers absolutely: without a base folder, a result is taken that was made with another work folder's.
        {
          ...{ CCACHE_DIR: ccacheDir, CCACHE_BASEDIR: work, CCACHE_NOHASHDIR: '1', CCACHE_MAXSIZE: ccacheLimit },
          CCACHE_NAMESPACE: ccacheNamespace,
        }),
    ...(mark === undefined ? {} : { [unitMark]: mark }),
  };
}

function compilerVariables(libc: Recipe['libc'], tools: string, programs: Programs): Record<string, string> {
  if (libc === 'host') return { CC: 'gcc', CXX: 'g++' };
  const triple = tripleOf(libc);
  if (triple === null) return {};
  const tool = (name: string) => `${triple}-${name}`;
  const pkgConfig = findHostTool('pkg-config', programs);
  return {
    CC: tool('gcc'),
    ...(libc === 'glibc' ? { CXX: tool('g++') } : {}),
    AR: tool('ar'),
    RANLIB: tool('ranlib'),
    STRIP: tool('strip'),
    NM: tool('nm'),
    LD: tool('ld'),
    OBJCOPY: tool('objcopy'),
    OBJDUMP: tool('objdump'),
    READELF: tool('readelf'),
    PKG_CONFIG: `${tools}/${tool('pkg-config')}`,
    BUILD_CC: 'gcc',
    CC_FOR_BUILD: 'gcc',
    HOSTCC: 'gcc',
    ...(pkgConfig === undefined ? {} : { PKG_CONFIG_FOR_BUILD: pkgConfig }),
  };
}

/** As `date` prints it in UTC: what `uname -v` shows. */
export function kbuildTime(epoch: number): string {
  const [day, date, month, year, time] = new Date(epoch * 1000).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${String(Number(date)).padStart(2)} ${time} UTC ${year}`;
}
