import { cmake, shell } from '../../build/drivers/index.js';
import type { Step } from '../define.js';

/** The build root's Qt, whose moc, rcc and others run during a compile. */
const hostQt = [
  '-DQT_HOST_PATH=/usr',
  '-DQT_HOST_PATH_CMAKE_DIR=/usr/lib/x86_64-linux-gnu/cmake',
  // Where a distribution's own packages have libraries in the sysroot.
  '-DCMAKE_LIBRARY_ARCHITECTURE=x86_64-linux-gnu',
];

/** Where KDE's own install folders differ from ECM's guesses, which ask the machine that compiles. */
const kdeOptions = [
  '-DCMAKE_PREFIX_PATH=@sysroot@/usr',
  '-DKDE_INSTALL_LIBDIR=lib',
  '-DKDE_INSTALL_LIBEXECDIR=lib/libexec',
  '-DKDE_INSTALL_USE_QT_SYS_PATHS=OFF',
  '-DKDE_INSTALL_QTPLUGINDIR=lib/qt6/plugins',
  '-DKDE_INSTALL_QMLDIR=lib/qt6/qml',
  ...hostQt,
  // From KF 6.25 on cmake would read each C++ file twice, to look for C++ modules: there are none.
  '-DCMAKE_CXX_SCAN_FOR_MODULES=OFF',
  '-DBUILD_TESTING=OFF',
  '-DBUILD_PYTHON_BINDINGS=OFF',
];

/** Starts what was compiled for the target with the sysroot's own C library. */
const ownLoader = [
  '@sysroot@/lib64/ld-linux-x86-64.so.2',
  '--library-path',
  '@sysroot@/usr/lib:@sysroot@/usr/lib/x86_64-linux-gnu',
];

/** For programs of a module that make files of it. */
export const runsOwnPrograms = `-DCMAKE_CROSSCOMPILING_EMULATOR=${ownLoader.join(';')}`;

/** Where a compiled Qt has its headers, and where a distribution's. */
const qtFolders = ['qt6', 'x86_64-linux-gnu/qt6']
  .flatMap((folder) => [folder, `${folder}/QtCore`])
  .map((folder) => `-I@sysroot@/usr/include/${folder}`)
  .join(' ');

/**
 * A program of a module that runs while the rest of it is compiled, which a cross build wants to be given: compiled before, of files in one
 * folder and against Qt's core alone. It is started as `@build@/NAME/run`.
 */
export const ownProgram = (name: string, folder: string, ...files: string[]): Step =>
  shell(
    name,
    [
      `mkdir -p @build@/${name}`,
      `x86_64-smech-linux-gnu-g++ -std=c++20 -fPIC ${qtFolders} ${files.join(' ')} -L@sysroot@/usr/lib/x86_64-linux-gnu -lQt6Core -o @build@/${name}/program`,
      `printf '#!/bin/sh\\nexec ${ownLoader.join(' ')} @build@/${name}/program "$@"\\n' >@build@/${name}/run`,
      `chmod +x @build@/${name}/run`,
    ],
    { cwd: `@src@/${folder}` },
  );

/** For a module whose programs run, out of a sysroot, while others are compiled: they find their libraries from where they lie themselves. */
export const findsOwnLibraries = [
  '-DKDE_SKIP_RPATH_SETTINGS=ON',
  '-DCMAKE_SKIP_INSTALL_RPATH=OFF',
  '-DCMAKE_BUILD_WITH_INSTALL_RPATH=ON',
  '-DCMAKE_INSTALL_RPATH=$ORIGIN/../lib',
];

/** Where meinproc, which makes manuals of DocBook files, finds its own: for a module that can't be without them. */
export const findsDocTools = { XDG_DATA_DIRS: '@sysroot@/usr/share' };

/** The steps of what is built with KDE's extra-cmake-modules. */
export const kde = (options: string[] = [], env: Record<string, string> = {}): Step[] =>
  cmake({ options: [...kdeOptions, ...options], env });

const qtOptions = [
  '-DCMAKE_PREFIX_PATH=@sysroot@/usr',
  ...hostQt,
  '-DINSTALL_ARCHDATADIR=lib/qt6',
  '-DINSTALL_BINDIR=lib/qt6/bin',
  '-DINSTALL_DATADIR=share/qt6',
  '-DINSTALL_INCLUDEDIR=include/qt6',
  '-DINSTALL_LIBDIR=lib',
  '-DINSTALL_LIBEXECDIR=lib/qt6',
  '-DINSTALL_MKSPECSDIR=lib/qt6/mkspecs',
  '-DINSTALL_PLUGINSDIR=lib/qt6/plugins',
  '-DINSTALL_QMLDIR=lib/qt6/qml',
  '-DINSTALL_TRANSLATIONSDIR=share/qt6/translations',
  '-DQT_BUILD_EXAMPLES=OFF',
  '-DQT_BUILD_TESTS=OFF',
];

/** The steps of a module of Qt; its tools come from a Qt of the same version that runs on the machine which compiles. */
export const qtModule = (options: string[] = []): Step[] => cmake({ options: [...qtOptions, ...options] });
