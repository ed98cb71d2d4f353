import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { autotools, cmake, make, meson, prebuilt } from '../../src/build/drivers/index.js';
import { paths, recipe, room, sourceArchive, temporaryFolder } from './fixtures.js';

const main = '#include <stdio.h>\n#include "greet.h"\nint main(void) { greet(__FILE__); return 0; }\n';
const greet = '#include <stdio.h>\n#include "greet.h"\nvoid greet(const char *who) { printf("hello %s\\n", who); }\n';
const header = 'void greet(const char *who);\n';
const sources = { 'main.c': main, 'greet.c': greet, 'greet.h': header };

const run = (file: string, env: Record<string, string> = {}) =>
  execFileSync(file, { encoding: 'utf8', env: { ...process.env, ...env } });

describe('drivers', () => {
  it('autotools: configured, compiled with libtool and captured', { timeout: 180_000 }, async () => {
    const archive = sourceArchive(
      'hello',
      {
        ...sources,
        'configure.ac':
          'AC_INIT([hello],[1.0])\nAC_CONFIG_MACRO_DIRS([m4])\nAM_INIT_AUTOMAKE([foreign subdir-objects])\nAM_PROG_AR\nLT_INIT([disable-static])\nAC_PROG_CC\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n',
        'Makefile.am':
          'lib_LTLIBRARIES = libgreet.la\nlibgreet_la_SOURCES = greet.c greet.h\nbin_PROGRAMS = hello\nhello_SOURCES = main.c\nhello_LDADD = libgreet.la\ninclude_HEADERS = greet.h\ninstall-exec-hook:\n\tchown 7:8 $(DESTDIR)$(bindir)/hello\n\tchmod 4711 $(DESTDIR)$(bindir)/hello\n',
        'm4/.keep': '',
      },
      (dir) => execFileSync('autoreconf', ['-fi'], { cwd: dir, stdio: 'ignore' }),
    );
    const here = room();
    const manifest = await here.build(
      recipe('hello', {
        steps: autotools({
          libc: 'host',
          outOfTree: true,
          progress: { kind: 'lines', pattern: 'libtool: compile', total: 2 },
        }),
      }),
      { hello: [archive] },
    );
    expect(paths(manifest)).toEqual([
      'usr/bin/hello',
      'usr/include/greet.h',
      'usr/lib/libgreet.so',
      'usr/lib/libgreet.so.0',
      'usr/lib/libgreet.so.0.0.0',
    ]);
    const program = manifest.entries.find((entry) => entry.path === 'usr/bin/hello');
    expect(program).toMatchObject({ type: 'file', mode: 0o4711, uid: 7, gid: 8 });
    const tree = here.tree(manifest);
    expect(run(path.join(tree, 'usr/bin/hello'), { LD_LIBRARY_PATH: path.join(tree, 'usr/lib') })).toBe(
      'hello /usr/src/hello/main.c\n',
    );
    expect(existsSync(path.join(here.layout.work, 'phase~hello'))).toBe(false);
    const done = here.progress.map((at) => at.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1000);
    expect(readFileSync(here.logFile, 'utf8')).toMatch(/==> \[2\/3\] compile\n\$ cd .*\n\$ make -j2\n/);
  });

  it('cmake: two deploy roots give the same layer, with the compiler cache and without', {
    timeout: 180_000,
  }, async () => {
    const archive = sourceArchive('hello', {
      ...sources,
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.20)\nproject(hello C)\ninclude(GNUInstallDirs)\nadd_library(greet SHARED greet.c)\nadd_executable(hello main.c)\ntarget_link_libraries(hello greet)\ninstall(TARGETS hello greet)\n',
    });
    const [one, two] = [room(), room()];
    const first = await one.build(recipe('hello', { steps: cmake() }), { hello: [archive] });
    const uncached = cmake({ env: { CCACHE_DISABLE: '1' } });
    const second = await two.build(recipe('hello', { steps: uncached }), { hello: [archive] });
    expect(paths(first)).toEqual(['usr/bin/hello', 'usr/lib/libgreet.so']);
    expect(second.digest).toBe(first.digest);
    const tree = one.tree(first);
    expect(run(path.join(tree, 'usr/bin/hello'), { LD_LIBRARY_PATH: path.join(tree, 'usr/lib') })).toMatch(
      /^hello \/usr\/src\/hello\/main\.c\n$/,
    );
    expect(first.sources).toMatchObject([{ name: 'hello', file: 'hello-1.0.tar.xz', prebuilt: false }]);
    expect(first.tools.gcc).toMatch(/^\d+\./);
  });

  it('meson: options of the recipe win over the defaults', { timeout: 180_000 }, async () => {
    const archive = sourceArchive('hello', {
      ...sources,
      'greet.c': `#if PLACE != 7\n#error CFLAGS did not arrive\n#endif\n${greet}`,
      'meson.build':
        "project('hello', 'c', version: '1.0')\ngreet = shared_library('greet', 'greet.c', install: true)\nexecutable('hello', 'main.c', link_with: greet, install: true)\n",
    });
    const here = room();
    const manifest = await here.build(
      recipe('hello', {
        steps: meson({ libc: 'host', options: ['--libdir=/usr/lib64'], env: { CFLAGS: '-O1 -DPLACE=7' } }),
      }),
      { hello: [archive] },
    );
    expect(paths(manifest)).toEqual(['usr/bin/hello', 'usr/lib64/libgreet.so']);
    expect(readFileSync(here.logFile, 'utf8')).toMatch(/\[\d\/\d\] Compiling/);
  });

  it('make: a second source, files and a host program of another recipe', { timeout: 180_000 }, async () => {
    const here = room();
    const generator = recipe('generator', {
      steps: make({ installTargets: [], targets: ['gen'] }).concat({
        title: 'install',
        argv: ['install', '-D', 'gen', '@dest@/usr/bin/gen'],
        fakeroot: true,
      }),
    });
    const made = await here.build(generator, {
      generator: [
        sourceArchive('generator', {
          'gen.c': '#include <stdio.h>\nint main(void) { puts("generated"); return 0; }\n',
          Makefile: 'gen: gen.c\n\t$(CC) $(CFLAGS) -o $@ $<\n',
        }),
      ],
    });
    const data = sourceArchive('data', { 'data.txt': 'data of the second source\n' });
    const user = recipe('user', {
      sources: ['user', 'data'],
      files: { 'etc/own.conf': { text: 'own\n', mode: 0o600 } },
      steps: make(),
      attributes: [{ path: 'etc/own.conf', mode: 0o640, gid: 42 }],
    });
    const archive = sourceArchive('user', {
      Makefile:
        'out.txt:\n\tgen >$@\ninstall:\n\tinstall -D -m644 out.txt $(DESTDIR)/out.txt\n\tinstall -m644 ../data/data.txt $(DESTDIR)/data.txt\n\tinstall -D ../files/etc/own.conf $(DESTDIR)/etc/own.conf\n',
    });
    const manifest = await here.build(
      user,
      { user: [archive], data: [data] },
      {
        hostDependencies: [{ unit: 'phase/generator', manifest: made, tree: here.tree(made) }],
      },
    );
    const tree = here.tree(manifest);
    expect(readFileSync(path.join(tree, 'out.txt'), 'utf8')).toBe('generated\n');
    expect(readFileSync(path.join(tree, 'data.txt'), 'utf8')).toBe('data of the second source\n');
    expect(manifest.entries.find((entry) => entry.path === 'etc/own.conf')).toMatchObject({
      mode: 0o640,
      uid: 0,
      gid: 42,
    });
  });

  it('prebuilt: packages are unpacked with owners, without what is excluded', { timeout: 180_000 }, async () => {
    const dir = temporaryFolder();
    const shell = [
      'mkdir -p p/DEBIAN p/etc p/usr/share/doc/p',
      'printf "Package: p\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n" >p/DEBIAN/control',
      'echo conf >p/etc/p.conf; echo doc >p/usr/share/doc/p/x',
      'fakeroot sh -c "chown 5:6 p/etc/p.conf; dpkg-deb -b p p.deb >/dev/null"',
    ];
    execFileSync('sh', ['-ec', shell.join('\n')], { cwd: dir });
    const here = room();
    const sources = [{ name: 'p', version: '1', license: 'MIT', prebuilt: true, files: [path.join(dir, 'p.deb')] }];
    const whole = recipe('p', { steps: prebuilt({ exclude: ['./usr/share/doc'] }) });
    const manifest = await here.build(whole, {}, { sources });
    expect(paths(manifest)).toEqual(['etc/p.conf']);
    expect(manifest.prebuilt).toEqual(['p 1']);
    expect(manifest.entries.find((entry) => entry.path === 'etc/p.conf')).toMatchObject({ uid: 5, gid: 6 });
    const picked = await here.build(
      recipe('p', { steps: prebuilt({ paths: ['usr/share/doc/*/x'] }) }),
      {},
      { sources },
    );
    expect(paths(picked)).toEqual(['usr/share/doc/p/x']);
  });
});
