import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { autotools, cmake, make, meson } from '../../src/build/drivers/index.js';
import type { Step } from '../../src/recipes/define.js';
import { muslLayer, paths, read, recipe, room, sourceArchive } from './fixtures.js';

const here = room();
const musl = await muslLayer(here);
if (!musl)
  console.warn('musl tests skipped: the packages musl and musl-dev are neither installed nor to be had through apt');

const program =
  '#include <limits.h>\n#include <stdio.h>\nint main(void) { printf("musl %d\\n", PATH_MAX); return 0; }\n';
const elf = (file: string) => execFileSync('readelf', ['-Wdl', file], { encoding: 'utf8' });
const muslRecipe = (name: string, changes: Parameters<typeof recipe>[1]) =>
  recipe(name, { libc: 'musl', interpreter: '/lib/ld-musl-x86_64.so.1', dependencies: ['base/musl'], ...changes });
const dependencies = musl ? [musl] : [];

describe.skipIf(!musl)('musl toolchain', () => {
  it('makes static, static PIE and dynamic programs against the sysroot', { timeout: 180_000 }, async () => {
    const makefile = [
      'all:',
      '\t$(CC) $(CFLAGS) -o dynamic p.c',
      '\t$(CC) $(CFLAGS) -static -o static p.c',
      '\t$(CC) $(CFLAGS) -static-pie -o static-pie p.c',
      'install:',
      '\tinstall -D -t $(DESTDIR)/bin dynamic static static-pie',
      '',
    ].join('\n');
    const manifest = await here.build(
      muslRecipe('p', { steps: make() }),
      { p: [sourceArchive('p', { 'p.c': program, Makefile: makefile })] },
      { dependencies },
    );
    const bin = path.join(here.tree(manifest), 'bin');
    for (const name of ['static', 'static-pie']) {
      expect(execFileSync(path.join(bin, name), { encoding: 'utf8' })).toBe('musl 4096\n');
      expect(elf(path.join(bin, name))).not.toMatch(/interpreter|NEEDED/);
    }
    expect(elf(path.join(bin, 'static-pie'))).toContain('DYN');
    expect(elf(path.join(bin, 'dynamic'))).toMatch(/interpreter: \/lib\/ld-musl-x86_64\.so\.1\]/);
    expect(elf(path.join(bin, 'dynamic'))).toMatch(/NEEDED.*\[libc\.so\]/);
    const loader = path.join(here.root, 'ld.so');
    copyFileSync(path.join(musl?.tree ?? '', 'usr/lib/libc.so'), loader);
    chmodSync(loader, 0o755);
    expect(execFileSync(loader, [path.join(bin, 'dynamic')], { encoding: 'utf8' })).toBe('musl 4096\n');
  });

  it("finds nothing of this machine's headers, libraries and packages", { timeout: 180_000 }, async () => {
    const probe = [
      'set -eu',
      'if echo "#include <openssl/ssl.h>" | $CC -I/usr/include -E - >/dev/null 2>&1; then echo host header found; exit 1; fi',
      'echo "int main(void) { return 0; }" >x.c',
      'for flags in "-lstdc++" "-lcrypt_r" "-L/usr/lib/x86_64-linux-gnu -lcrypt" "-lgcc_s" "-latomic"; do',
      '  if $CC x.c $flags -o x 2>/dev/null; then echo "host library found with $flags"; exit 1; fi',
      'done',
      'if $CC -v x.c -o x 2>&1 | tr " " "\\n" | grep -x -e "-L/.*" | grep -v "^-L$1"; then echo host folder; exit 1; fi',
      'if $PKG_CONFIG --exists zlib || pkg-config --exists libcrypto; then echo host package found; exit 1; fi',
      'test "$($CC -dumpmachine)" = x86_64-smech-linux-musl',
      '$CC x.c -lgcc -lm -lpthread -o x',
      'install -D x $2/x',
    ].join('\n');
    const manifest = await here.build(
      muslRecipe('probe', { steps: [{ title: 'probe', argv: ['sh', '-c', probe, 'probe', '@work@', '@dest@'] }] }),
      { probe: [sourceArchive('probe', { README: '' })] },
      { dependencies },
    );
    expect(paths(manifest)).toEqual(['x']);
  });

  it('serves configure, meson and cmake as a cross compiler', { timeout: 180_000 }, async () => {
    const check =
      '#include <stdio.h>\n#ifdef __GLIBC__\n#error glibc\n#endif\nint main(void) { puts(__FILE__); return 0; }\n';
    const archive = sourceArchive(
      'cross',
      {
        'p.c': check,
        'configure.ac':
          'AC_INIT([cross],[1.0])\nAM_INIT_AUTOMAKE([foreign])\nAC_PROG_CC\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n',
        'Makefile.am': 'bin_PROGRAMS = one\none_SOURCES = p.c\n',
        'meson.build':
          "project('cross', 'c')\nassert(meson.is_cross_build())\nassert(not dependency('zlib', required: false).found())\nexecutable('two', 'p.c', install: true)\n",
        'CMakeLists.txt':
          'cmake_minimum_required(VERSION 3.20)\nproject(cross C)\nfind_package(ZLIB)\nif(ZLIB_FOUND OR NOT CMAKE_CROSSCOMPILING)\n  message(FATAL_ERROR "host package")\nendif()\nadd_executable(three p.c)\ninstall(TARGETS three)\n',
      },
      (dir) => execFileSync('autoreconf', ['-fi'], { cwd: dir, stdio: 'ignore' }),
    );
    const inFolder = (name: string, steps: Step[]): Step[] =>
      JSON.parse(JSON.stringify(steps).replaceAll('@build@', `@build@/${name}`));
    const steps = [
      ...autotools({ libc: 'musl' }),
      ...inFolder('meson', meson({ libc: 'musl' })),
      ...inFolder('cmake', cmake()),
    ];
    const manifest = await here.build(muslRecipe('cross', { steps }), { cross: [archive] }, { dependencies });
    expect(paths(manifest)).toEqual(['usr/bin/one', 'usr/bin/three', 'usr/bin/two']);
    expect(read(here.logFile)).toContain('checking whether we are cross compiling... yes');
  });
});
