import { type Libc, tripleOf } from '../drivers/common.js';

const mesonString = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** meson's machine file: a cross file for a sysroot, a native file otherwise. */
export function mesonMachineFile(libc: Libc, tools: string, sysroot: string): string {
  const binary = (name: string, file: string) => `${name} = ${mesonString(`${tools}/${file}`)}`;
  const triple = tripleOf(libc);
  if (triple === null) return ['[binaries]', binary('c', 'gcc'), binary('cpp', 'g++'), ''].join('\n');
  return [
    '[binaries]',
    binary('c', `${triple}-gcc`),
    // musl's compiler wrapper is for C alone.
    ...(libc === 'glibc' ? [binary('cpp', `${triple}-g++`)] : []),
    ...['ar', 'ranlib', 'strip', 'nm', 'ld', 'objcopy', 'readelf'].map((name) => binary(name, `${triple}-${name}`)),
    // Up to 1.2 meson knows the first name, from then on the second.
    binary('pkgconfig', `${triple}-pkg-config`),
    binary('pkg-config', `${triple}-pkg-config`),
    '',
    '[host_machine]',
    "system = 'linux'",
    "cpu_family = 'x86_64'",
    "cpu = 'x86_64'",
    "endian = 'little'",
    '',
    '[properties]',
    'needs_exe_wrapper = true',
    `sys_root = ${mesonString(sysroot)}`,
    `pkg_config_libdir = ${mesonString(`${sysroot}/usr/lib/pkgconfig:${sysroot}/usr/share/pkgconfig:${sysroot}/lib/pkgconfig`)}`,
    '',
  ].join('\n');
}

const cmakeString = (text: string) =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '\\$')}"`;

const systemLibraries = ['usr/lib', 'usr/lib/x86_64-linux-gnu', 'lib'];

/** cmake's toolchain file. With a sysroot everything but programs is found in it alone. */
export function cmakeToolchainFile(libc: Libc, tools: string, sysroot: string): string {
  const set = (name: string, value: string) => `set(${name} ${cmakeString(value)})`;
  const triple = tripleOf(libc);
  if (triple === null)
    return [set('CMAKE_C_COMPILER', `${tools}/gcc`), set('CMAKE_CXX_COMPILER', `${tools}/g++`), ''].join('\n');
  const tool = (name: string, file: string) => set(name, `${tools}/${triple}-${file}`);
  return [
    set('CMAKE_SYSTEM_NAME', 'Linux'),
    set('CMAKE_SYSTEM_PROCESSOR', 'x86_64'),
    tool('CMAKE_C_COMPILER', 'gcc'),
    ...(libc === 'glibc' ? [tool('CMAKE_CXX_COMPILER', 'g++')] : []),
    tool('CMAKE_AR', 'ar'),
    tool('CMAKE_RANLIB', 'ranlib'),
    tool('CMAKE_STRIP', 'strip'),
    tool('CMAKE_NM', 'nm'),
    tool('CMAKE_LINKER', 'ld'),
    tool('CMAKE_OBJCOPY', 'objcopy'),
    tool('CMAKE_OBJDUMP', 'objdump'),
    tool('CMAKE_READELF', 'readelf'),
    // In the cache: under older policies marking it as advanced would hide a plain variable.
    `set(PKG_CONFIG_EXECUTABLE ${cmakeString(`${tools}/${triple}-pkg-config`)} CACHE FILEPATH "")`,
    // The compiler finds these by itself, and the wrapper lets no run path lead there: cmake must not expect one when it installs.
    set('CMAKE_PLATFORM_IMPLICIT_LINK_DIRECTORIES', systemLibraries.map((dir) => `${sysroot}/${dir}`).join(';')),
    set('CMAKE_FIND_ROOT_PATH', sysroot),
    'set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)',
    'set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)',
    'set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)',
    'set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)',
    '',
  ].join('\n');
}
