import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cmake } from '../../src/build/drivers/index.js';
import { createDepsReader } from '../../src/build/header-leaks.js';
import { recipe, room, sourceArchive } from './fixtures.js';

const leaksOf = (text: string) => {
  const reader = createDepsReader('/w/build/sub', '/w');
  for (const line of text.split('\n')) reader.read(line);
  return reader.leaks();
};

describe('what ninja learnt from the compiler', () => {
  it("takes the work folder's and the compiler's own headers, however they are written", () => {
    const text = `ninja: Entering directory \`/w/build/sub'
a.o: #deps 5, deps mtime 1 (VALID)
    ../../src/a.c
    ../../sysroot/usr/include/zlib.h
    /w/sysroot/usr/include/stdio.h
    /usr/lib/gcc/x86_64-linux-gnu/14/include/stddef.h
    /usr/include/x86_64-linux-gnu/c++/14/bits/os_defines.h
    /usr/include/c++/14/string

`;
    expect(leaksOf(text)).toEqual([]);
  });

  it('leaves alone what was not compiled: moc is a program of the build machine', () => {
    const text = `lib_autogen/timestamp: #deps 2, deps mtime 1 (VALID)
    /usr/bin/cmake
    /usr/share/cmake-3.31/Modules/FindThreads.cmake

lib_autogen/mocs_compilation.cpp: #deps 1, deps mtime 1 (VALID)
    /usr/bin/cmake

lib.dir/a.cpp.o: #deps 1, deps mtime 1 (VALID)
    /usr/include/zlib.h
`;
    expect(leaksOf(text).map((leak) => leak.path)).toEqual(['build/sub/lib.dir/a.cpp.o']);
  });

  it('names each object with the first header of the build machine', () => {
    const name = fc.stringMatching(/^([a-z]{1,5}\/)?[a-z]{1,5}\.o$/);
    const own = fc.constantFrom('../../src/a.h', '/usr/include/c++/14/map');
    const foreign = fc.constantFrom('/usr/include/zlib.h', '../../../usr/include/qt6/QtCore/QString', '/workshop/x.h');
    const object = fc.record({ name, before: fc.array(own), foreign: fc.array(foreign), after: fc.array(own) });
    fc.assert(
      fc.property(fc.uniqueArray(object, { selector: (one) => one.name }), (objects) => {
        const text = objects.map(({ name, before, foreign, after }) =>
          [
            `${name}: #deps 1, deps mtime 2 (VALID)`,
            ...[...before, ...foreign, ...after].map((file) => `    ${file}`),
            '',
          ].join('\n'),
        );
        const wrong = objects.filter((one) => one.foreign.length > 0);
        expect(leaksOf(text.join('\n')).map((leak) => leak.path)).toEqual(wrong.map((one) => `build/sub/${one.name}`));
      }),
    );
  });
});

describe('a recipe that was compiled with a header of this machine', { timeout: 120_000 }, () => {
  const archive = () =>
    sourceArchive('p', {
      'p.c': '#include <stdio.h>\nint main(void) { return 0; }\n',
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.20)\nproject(p C)\nadd_executable(p p.c)\ninstall(TARGETS p)\n',
    });
  // No sysroot and no wrapper: as if a build had found its own way to this machine's headers.
  const leaky = (changes = {}) =>
    recipe('p', { libc: 'none', steps: cmake({ env: { CC: '/usr/bin/gcc' } }), interpreter: 'any', ...changes });

  it('fails with the object and the header', async () => {
    await expect(room().build(leaky(), { p: [archive()] })).rejects.toThrow(
      /^phase\/p: build\/CMakeFiles\/p\.dir\/p\.c\.o was compiled with \/usr\/include\/stdc-predef\.h, a header of the build machine/,
    );
  });

  it('passes where the recipe says why, and where it runs on this machine', async () => {
    const leaksAllowed = [{ glob: 'build/**', why: 'a tool for this machine' }];
    await expect(room().build(leaky({ leaksAllowed }), { p: [archive()] })).resolves.toBeDefined();
    await expect(room().build(leaky({ libc: 'host' }), { p: [archive()] })).resolves.toBeDefined();
  });
});
