import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstErrorLine } from '../../src/state/first-error.js';

/** Logs as tools print them; the line that is to be found is marked by `>>>`. */
const logs: Record<string, string> = {
  gcc: `
checking for error.c... yes
gcc -Werror -c error.c -o error.o
foo.c: In function 'main':
foo.c:3:5: warning: unused variable 'error' [-Wunused-variable]
>>>foo.c:4:2: error: 'x' undeclared (first use in this function)
foo.c:4:2: note: each undeclared identifier is reported only once
make[1]: *** [Makefile:12: foo.o] Error 1
make: *** [Makefile:3: all] Error 2`,
  'missing header': `
  CC      init/main.o
>>>../src/foo.c:1:10: fatal error: openssl/ssl.h: No such file or directory
    1 | #include <openssl/ssl.h>
compilation terminated.`,
  'warning made an error':
    '>>>a.c:1:5: error: unused variable [-Werror=unused-variable]\ncc1: all warnings being treated as errors',
  clang: ">>>clang: error: unsupported option '-foo' for target 'x86_64'\nninja: build stopped: subcommand failed.",
  linker: `
[3/3] Linking target hello
FAILED: hello
cc -o hello main.c.o
>>>/usr/bin/ld: main.c.o: in function \`main': main.c:(.text+0x9): undefined reference to \`greet'
collect2: error: ld returned 1 exit status`,
  'linker library':
    '>>>/usr/bin/ld: cannot find -lz: No such file or directory\ncollect2: error: ld returned 1 exit status',
  'linker relocation':
    ">>>/usr/bin/ld: a.o: relocation R_X86_64_32 against `.rodata' can not be used when making a PIE object; recompile with -fPIE\ncollect2: error: ld returned 1 exit status",
  make: ">>>make: *** No rule to make target 'bzImage'.  Stop.",
  'make ignoring': 'make: [Makefile:3: clean] Error 1 (ignored)\n>>>make: *** [Makefile:9: install] Error 1',
  'make only': '  LD      x\n>>>make: *** [Makefile:9: install] Error 1',
  makefile: '>>>Makefile:12: *** missing separator.  Stop.',
  kernel: '>>>/usr/src/linux/Makefile:783: *** Configuration file ".config" not found!.  Stop.',
  ninja: ">>>ninja: error: '../src/gone.c', needed by 'gone.o', missing and no known rule to make it",
  cmake: `
-- Performing Test HAVE_ERROR - Failed
-- Looking for error.h - not found
CMake Error at CMakeLists.txt:5 (find_package):
>>>  Could not find a package configuration file provided by "ECM"
-- Configuring incomplete, errors occurred!`,
  'cmake in a target': `
-- Configuring done
CMake Error in src/CMakeLists.txt:
>>>  Imported target "Qt6::WaylandClientPrivate" includes non-existent path

-- Generating done`,
  'cmake without a message': '>>>CMake Error: The source directory "/src" does not exist.',
  meson: `
Run-time dependency libcap found: NO (tried pkgconfig)
>>>../meson.build:58:0: ERROR: Dependency "libcap" not found, tried pkgconfig
A full log can be found at /build/meson-logs/meson-log.txt`,
  configure: `
checking whether the C compiler reports errors... yes
./configure: line 220: git: command not found
>>>configure: error: no acceptable C compiler found in $PATH
See \`config.log' for more details`,
  autoconf:
    '>>>configure.ac:7: error: possibly undefined macro: AC_PROG_LIBTOOL\nautoreconf: error: autoconf failed with exit status: 1',
  python: `
errors: 0
Traceback (most recent call last):
  File "bin/04_compile.py", line 3, in <module>
    raise ValueError('error: not this line')
>>>ValueError: wrong module`,
  'python syntax': '  File "x.py", line 3\n    def (\n        ^\n>>>SyntaxError: invalid syntax',
  bash: 'copying\n>>>./bin/03_x.sh: line 4: nosuchprogram: command not found',
  'bash unbound': '>>>bin/x.sh: line 9: TARGET: unbound variable',
  dash: '>>>sh: 1: meson: not found',
  coreutils: ">>>cp: cannot stat 'gone': No such file or directory\nmake: *** [Makefile:4: install] Error 1",
  tar: '>>>tar: gone.tar.xz: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now',
  cargo: `
   Compiling spk v0.1.0
warning: unused import: \`std::error::Error\`
>>>error[E0425]: cannot find value \`x\` in this scope
 --> src/main.rs:2:5
error: could not compile \`spk\` (bin "spk") due to 1 previous error`,
  'cargo lock': '>>>error: the lock file Cargo.lock needs to be updated but --locked was passed',
  'disk full': '  CC      a.o\n>>>/tmp/cc12.s: No space left on device\nmake: *** [a.o] Error 1',
  killed: 'compiling\n>>>Killed\nmake: *** [a.o] Error 137',
  colour: '>>>\u001b[1mfoo.c:4:2: \u001b[31merror: \u001b[mbroken\u001b[0m',
  'carriage return': 'progress 10%\rprogress 20%\r\nprogress 30%\r>>>debugfs: error: no such image\r\n',
};

describe('firstErrorLine', () => {
  it.each(Object.entries(logs))('%s', (_name, marked) => {
    const before = marked.slice(0, marked.indexOf('>>>'));
    const found = firstErrorLine(marked.replace('>>>', ''));
    const wanted = marked.slice(marked.indexOf('>>>') + 3).split(/\r?\n/)[0] ?? '';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out
    expect(found?.line).toBe(wanted.replace(/\u001b\[\d*m/g, '').trim());
    expect(found?.lineNumber).toBe(before.split('\n').length);
  });

  it.each([
    'checking for error_at_line... yes',
    '  CC      lib/error.o',
    'gcc -Wall -Werror -o strerror strerror.c',
    'x86_64-smech-linux-musl-gcc -DERROR=1 -c error.c',
    '0 errors, 0 warnings',
    'Build finished with no error.',
    'a.c:1:2: warning: error: is a strange word',
    "$ sh -c 'echo error: 1'",
    '-- Looking for error - found',
    'install -m644 libgpg-error.so /dest',
  ])('takes no notice of: %s', (line) => {
    expect(firstErrorLine(`starting\n${line}\ndone`)).toBeNull();
  });

  it("gives CMake's message in one line, and not the place in a file of its own", () => {
    const log = `CMake Error at /usr/share/cmake-3.31/Modules/FindPkgConfig.cmake:645 (message):
  The following required packages were not found:

   - xkbcommon

Call Stack (most recent call first):
  src/CMakeLists.txt:54 (pkg_check_modules)`;
    expect(firstErrorLine(log)).toEqual({
      line: 'The following required packages were not found: - xkbcommon',
      lineNumber: 2,
    });
  });

  it('finds a compiler error in any surroundings that tell of none', () => {
    const calm = fc.constantFrom(
      'checking for error.c... yes',
      '  CC      a.o',
      'make[1]: Entering directory',
      '',
      'a.c:1:1: warning: x',
      '[1/2] Compiling error.c',
    );
    fc.assert(
      fc.property(fc.array(calm), fc.array(fc.string()), (before, after) => {
        const log = [...before, 'a.c:2:1: error: broken', ...after].join('\n');
        expect(firstErrorLine(log)).toEqual({ line: 'a.c:2:1: error: broken', lineNumber: before.length + 1 });
      }),
    );
  });

  it('gives a line of the text, by its number, or null, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom('make: *** [x] Error 1', 'Traceback (most recent call last):', 'E: x')),
        ),
        (lines) => {
          const text = lines.join('\n');
          const found = firstErrorLine(text);
          if (found) expect(text.split('\n')[found.lineNumber - 1]).toBeDefined();
        },
      ),
    );
  });

  it('reads ten megabytes in well under a second or two', () => {
    const log = `${'x86_64-smech-linux-musl-gcc -O2 -pipe -Werror -I../include -c ../src/error.c -o error.o\n'.repeat(110_000)}a.c:1:1: error: last\n`;
    const start = performance.now();
    expect(firstErrorLine(log)?.lineNumber).toBe(110_001);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
