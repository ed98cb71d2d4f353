import type { Step } from '../../recipes/define.js';
import { type DriverOptions, step, withDefaults } from './common.js';

interface CmakeOptions extends DriverOptions {
  /** `-DNAME=value`; they win over the defaults. */
  options?: string[];
  /** Folder below @src@ with CMakeLists.txt. */
  subdir?: string;
  /** Ninja targets. Default: all. */
  targets?: string[];
  /** cmake --install --component. */
  component?: string;
}

/** cmake -G Ninja, ninja, cmake --install. Nothing is downloaded; no package registry is read or written. */
export function cmake(options: CmakeOptions = {}): Step[] {
  const { env, subdir, targets = [], component } = options;
  const args = withDefaults(
    [
      '-DCMAKE_TOOLCHAIN_FILE=@tools@/toolchain.cmake',
      '-DCMAKE_INSTALL_PREFIX=/usr',
      '-DCMAKE_INSTALL_LIBDIR=lib',
      '-DCMAKE_INSTALL_SYSCONFDIR=/etc',
      '-DCMAKE_INSTALL_LOCALSTATEDIR=/var',
      '-DCMAKE_BUILD_TYPE=Release',
      '-DCMAKE_C_FLAGS_RELEASE=-DNDEBUG',
      '-DCMAKE_CXX_FLAGS_RELEASE=-DNDEBUG',
      '-DCMAKE_SKIP_INSTALL_RPATH=ON',
      // Programs of the build tree name it relatively, so that no trace (length, build id) stays after installation.
      '-DCMAKE_BUILD_RPATH_USE_ORIGIN=ON',
      '-DCMAKE_EXPORT_NO_PACKAGE_REGISTRY=ON',
      '-DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF',
      '-DCMAKE_FIND_USE_SYSTEM_PACKAGE_REGISTRY=OFF',
      '-DFETCHCONTENT_FULLY_DISCONNECTED=ON',
    ],
    options.options ?? [],
  );
  const source = subdir === undefined ? '@src@' : `@src@/${subdir}`;
  return [
    step('configure', ['cmake', '-G', 'Ninja', '-S', source, '-B', '@build@', ...args], { env }),
    step('compile', ['ninja', '-C', '@build@', '-j@jobs@', ...targets], {
      env,
      progress: options.progress ?? { kind: 'ninja' },
    }),
    step('install', ['cmake', '--install', '@build@', ...(component === undefined ? [] : ['--component', component])], {
      env: { ...env, DESTDIR: '@dest@' },
      fakeroot: true,
    }),
  ];
}
