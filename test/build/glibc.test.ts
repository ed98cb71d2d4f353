import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cmake, meson } from '../../src/build/drivers/index.js';
import { cxxFolders } from '../../src/build/toolchain/cxx-headers.js';
import type { Step } from '../../src/recipes/define.js';
import { paths, recipe, room, sourceArchive, storedLayer, temporaryFolder } from './fixtures.js';

const here = room();
const sdk = await sdkLayer();
if (!sdk) console.warn('glibc tests skipped: the packages of the C library are not to be had through apt');
const dependencies = sdk ? [sdk] : [];
const glibcRecipe = (name: string, steps: Step[]) => recipe(name, { libc: 'glibc', dependencies: ['base/sdk'], steps });

describe.skipIf(!sdk)('glibc toolchain', () => {
  it("finds nothing of this machine's headers, libraries, start files and packages", { timeout: 180_000 }, async () => {
    const probe = [
      'set -eu',
      'if echo "#include <openssl/ssl.h>" | $CC -I/usr/include -E - >/dev/null 2>&1; then echo host header found; exit 1; fi',
      'echo "int main(void) { return 0; }" >x.c',
      'for flags in -lcrypto -lz "-L/usr/lib/x86_64-linux-gnu -lcrypto"; do',
      '  if $CC x.c $flags -o x 2>/dev/null; then echo "host library found with $flags"; exit 1; fi',
      'done',
      // What the linker opens: the sysroot, the object and the compiler's own libraries alone.
      '$CC x.c -Wl,--trace -o x | grep -v -e "sysroot/" -e "^/tmp\\|\\.o$" -e "/gcc/x86_64" -e "tools/lib/" >opened || true',
      'if grep . opened; then exit 1; fi',
      'if $PKG_CONFIG --exists zlib || pkg-config --exists libcrypto; then echo host package found; exit 1; fi',
      'test "$($CC -dumpmachine)" = x86_64-smech-linux-gnu',
      // As gcc says it, line by line: meson takes the third.
      '$CC -print-search-dirs | cut -d: -f1 | tr "\\n" " " | grep -qx "install programs libraries "',
      'printf "#include <string>\\n#include <iostream>\\nint main() { std::string s{\\"hello\\"}; std::cout << s << 7 << std::endl; }\\n" >y.cc',
      '$CXX y.cc "-Wl,-rpath,$2/lib" "-Wl,-rpath,\\$ORIGIN/../lib:$2/lib" -o y',
      'readelf -d y | grep -q "path: .\\$ORIGIN/../lib.$"',
      './y | grep -qx hello7',
      // libtool asks where it configures which start files there are, and links in other folders.
      '$CC -fPIC -c x.c',
      'start=$($CC -shared -v x.o -o x.so 2>&1 | tr " " "\\n" | grep "/crti.o$")',
      'mkdir -p deep/er && (cd deep/er && $CC -shared -nostdlib $start ../../x.o -o x.so)',
      'install -D -t $1/bin x y',
    ].join('\n');
    const steps = [{ title: 'probe', argv: ['sh', '-c', probe, 'probe', '@dest@', '@work@'] }];
    const manifest = await here.build(
      glibcRecipe('probe', steps),
      { probe: [sourceArchive('probe', { README: '' })] },
      { dependencies },
    );
    expect(paths(manifest)).toEqual(['bin/x', 'bin/y']);
  });

  it('serves meson and cmake as a cross compiler for C and C++, and leaves no run path', {
    timeout: 180_000,
  }, async () => {
    const archive = sourceArchive('cross', {
      'p.cc': '#include <cstdio>\nint main() { std::puts(__FILE__); }\n',
      'meson.build':
        "project('cross', 'c', 'cpp')\nassert(meson.is_cross_build())\nassert(not dependency('zlib', required: false).found())\nexecutable('two', 'p.cc', install: true)\n",
      'q.cc': 'int q() { return 0; }\n',
      // With a library of its own and one of the sysroot: the run path of the build has an entry that stays and one that must not.
      'CMakeLists.txt': `cmake_minimum_required(VERSION 3.20)
project(cross C CXX)
find_package(ZLIB)
if(ZLIB_FOUND OR NOT CMAKE_CROSSCOMPILING)
  message(FATAL_ERROR "host package")
endif()
find_library(CRYPT crypt PATH_SUFFIXES x86_64-linux-gnu REQUIRED)
add_library(four SHARED q.cc)
add_executable(three p.cc)
target_link_libraries(three four \${CRYPT})
install(TARGETS three four)
`,
    });
    const inFolder = (name: string, steps: Step[]): Step[] =>
      JSON.parse(JSON.stringify(steps).replaceAll('@build@', `@build@/${name}`));
    const steps = [...inFolder('meson', meson({ libc: 'glibc' })), ...inFolder('cmake', cmake())];
    const manifest = await here.build(glibcRecipe('cross', steps), { cross: [archive] }, { dependencies });
    expect(paths(manifest)).toEqual(['usr/bin/three', 'usr/bin/two', 'usr/lib/libfour.so']);
    for (const name of paths(manifest)) {
      const elf = execFileSync('readelf', ['-Wdl', path.join(here.tree(manifest), name)], { encoding: 'utf8' });
      if (name.includes('/bin/')) expect(elf).toContain('/lib64/ld-linux-x86-64.so.2');
      expect(elf).not.toMatch(/RPATH|RUNPATH/);
    }
  });
});

it("knows the folders of C++'s own headers", () => {
  const text = `#include <...> search starts here:
 /usr/include/c++/12
 /usr/include/x86_64-linux-gnu/c++/12
 /usr/lib/gcc/x86_64-linux-gnu/12/include
 /usr/include
End of search list.
`;
  expect(cxxFolders(text)).toEqual(['/usr/include/c++/12', '/usr/include/x86_64-linux-gnu/c++/12']);
});

/** This machine's C library with its headers as a layer, from the packages of its own release; null where they can't be had. */
async function sdkLayer() {
  const debs = temporaryFolder();
  const packages = ['libc6', 'libc6-dev', 'linux-libc-dev', 'libcrypt1', 'libcrypt-dev', 'libgcc-s1', 'libstdc++6'];
  try {
    execFileSync('apt-get', ['download', '-qq', ...packages], { cwd: debs, stdio: 'ignore', timeout: 60_000 });
  } catch {
    return null;
  }
  const dir = path.join(here.root, 'sdk');
  mkdirSync(path.join(dir, 'usr/lib'), { recursive: true });
  mkdirSync(path.join(dir, 'usr/lib64'));
  for (const name of ['lib', 'lib64']) symlinkSync(`usr/${name}`, path.join(dir, name));
  for (const deb of readdirSync(debs))
    execFileSync('sh', [
      '-c',
      'dpkg-deb --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"',
      'x',
      path.join(debs, deb),
      dir,
    ]);
  return storedLayer(here, 'base/sdk', dir);
}
