import { muslTriple } from '../drivers/common.js';

const mesonString = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** meson's machine file: a cross file for musl, a native file otherwise. */
export function mesonMachineFile(libc: 'musl' | 'host', tools: string, sysroot: string): string {
  const binary = (name: string, file: string) => `${name} = ${mesonString(`${tools}/${file}`)}`;
  if (libc === 'host') return ['[binaries]', binary('c', 'gcc'), binary('cpp', 'g++'), ''].join('\n');
  return [
    '[binaries]',
    binary('c', `${muslTriple}-gcc`),
    ...['ar', 'ranlib', 'strip', 'nm', 'ld', 'objcopy', 'readelf'].map((name) => binary(name, `${muslTriple}-${name}`)),
    // Up to 1.2 meson knows the first name, from then on the second.
    binary('pkgconfig', `${muslTriple}-pkg-config`),
    binary('pkg-config', `${muslTriple}-pkg-config`),
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

/** cmake's toolchain file. For musl everything but programs is found in the sysroot alone. */
export function cmakeToolchainFile(libc: 'musl' | 'host', tools: string, sysroot: string): string {
  const set = (name: string, value: string) => `set(${name} ${cmakeString(value)})`;
  if (libc === 'host')
    return [set('CMAKE_C_COMPILER', `${tools}/gcc`), set('CMAKE_CXX_COMPILER', `${tools}/g++`), ''].join('\n');
  const tool = (name: string, file: string) => set(name, `${tools}/${muslTriple}-${file}`);
  return [
    set('CMAKE_SYSTEM_NAME', 'Linux'),
    set('CMAKE_SYSTEM_PROCESSOR', 'x86_64'),
    tool('CMAKE_C_COMPILER', 'gcc'),
    tool('CMAKE_AR', 'ar'),
    tool('CMAKE_RANLIB', 'ranlib'),
    tool('CMAKE_STRIP', 'strip'),
    tool('CMAKE_NM', 'nm'),
    tool('CMAKE_LINKER', 'ld'),
    tool('CMAKE_OBJCOPY', 'objcopy'),
    tool('CMAKE_OBJDUMP', 'objdump'),
    tool('CMAKE_READELF', 'readelf'),
    tool('PKG_CONFIG_EXECUTABLE', 'pkg-config'),
    set('CMAKE_FIND_ROOT_PATH', sysroot),
    'set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)',
    'set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)',
    'set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)',
    'set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)',
    '',
  ].join('\n');
}
