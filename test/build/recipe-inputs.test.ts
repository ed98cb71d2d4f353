import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../src/build/drivers/common.js';
import { autotools, meson } from '../../src/build/drivers/index.js';
import { createProgressReader } from '../../src/build/progress.js';
import { type RecipeIngredients, recipeInputs } from '../../src/build/recipe-inputs.js';
import { expand } from '../../src/build/tokens.js';
import { kbuildTime } from '../../src/build/toolchain/environment.js';
import { versionLine } from '../../src/build/version-line.js';
import { shellWord } from '../../src/state/shell-word.js';
import { recipe } from './fixtures.js';

const ingredients: RecipeIngredients = {
  sources: [{ name: 'hello', version: '1.0', files: [{ file: 'hello-1.0.tar.xz', sha256: 'aa' }] }],
  dependencyDigests: { 'base/musl': 'bb' },
  fileHashes: { 'a.config': 'cc' },
  compiler: { gcc: '12.2.0', binutils: '2.40' },
};
const base = recipe('hello', {
  files: { 'a.config': { path: 'config/a.config' }, note: { text: 'x' } },
  steps: autotools({ libc: 'musl' }),
});
const changed = (a: Record<string, string>, b: Record<string, string>) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);

describe('recipeInputs', () => {
  const inputs = recipeInputs(base, ingredients);

  it('names inputs as an operator would', () => {
    expect(Object.keys(inputs)).toEqual(
      expect.arrayContaining([
        'source hello',
        'dependency base/musl',
        'compiler gcc',
        'file a.config',
        'file note',
        'step configure',
        'step compile',
        'step install',
      ]),
    );
  });

  it('says exactly what changed', () => {
    const other = (changes: Parameters<typeof recipe>[1], more: Partial<RecipeIngredients> = {}) =>
      changed(inputs, recipeInputs({ ...base, ...changes }, { ...ingredients, ...more }));
    expect(other({ steps: autotools({ libc: 'musl', configureArgs: ['--disable-nls'] }) })).toEqual(['step configure']);
    expect(other({}, { fileHashes: { 'a.config': 'dd' } })).toEqual(['file a.config']);
    expect(other({}, { dependencyDigests: { 'base/musl': 'dd' } })).toEqual(['dependency base/musl']);
    expect(other({}, { compiler: { gcc: '13', binutils: '2.40' } })).toEqual(['compiler gcc']);
    expect(other({ interpreter: 'static' })).toEqual(['program interpreter']);
    expect(other({ attributes: [{ path: 'bin/su', mode: 0o4755 }] })).toEqual(['attributes']);
    // What is shown, which tools doctor looks for and which part goes into the target change no layer.
    expect(other({ title: 'Another', tools: [], ship: ['usr/**'] })).toEqual([]);
    expect(other({ steps: autotools({ libc: 'musl', progress: { kind: 'lines', pattern: 'CC', total: 7 } }) })).toEqual(
      [],
    );
  });

  it('tells the order of steps apart', () => {
    expect(
      changed(inputs, recipeInputs({ ...base, steps: [...base.steps].reverse() }, ingredients)).length,
    ).toBeGreaterThan(0);
  });
});

describe('drivers', () => {
  it("give way to a recipe's own options, however they are written", () => {
    expect(withDefaults(['--prefix=/usr', '--libdir=lib'], ['-Dlibdir=/lib', '-Dos=Linux'])).toEqual([
      '--prefix=/usr',
      '-Dlibdir=/lib',
      '-Dos=Linux',
    ]);
    expect(withDefaults(['-DCMAKE_BUILD_TYPE=Release'], ['-DCMAKE_BUILD_TYPE:STRING=Debug'])).toEqual([
      '-DCMAKE_BUILD_TYPE:STRING=Debug',
    ]);
    expect(meson({ libc: 'musl' })[0]?.argv).toContain('--cross-file');
    expect(meson({ libc: 'host' })[0]?.argv).toContain('--native-file');
  });
});

describe('progress of a step', () => {
  it('is the same however the output is cut', () => {
    const output = 'ninja: Entering\n[1/4] a\n[2/4] b\r[3/4] c\n[12/4] d\n';
    fc.assert(
      fc.property(fc.array(fc.nat(output.length)), (cuts) => {
        const at = [...new Set([0, ...cuts, output.length])].sort((a, b) => a - b);
        const read = createProgressReader({ kind: 'ninja' });
        let last = null;
        at.slice(1).forEach((end, index) => {
          last = read(output.slice(at[index], end));
        });
        expect(last).toEqual({ done: 4, total: 4 });
      }),
    );
  });

  it('is read from percentages and counted lines', () => {
    expect(createProgressReader({ kind: 'percent' })('[ 42%] Building\n')).toEqual({ done: 42, total: 100 });
    const lines = createProgressReader({ kind: 'lines', pattern: '^\\s+CC\\s', total: 2 });
    expect(lines('nothing\n')).toBeNull();
    expect(lines('  CC a.o\n')).toEqual({ done: 1, total: 2 });
    expect(lines('  CC b.o\n  CC c.o\n')).toEqual({ done: 2, total: 2 });
  });
});

describe('small parts', () => {
  it('replaces tokens and nothing that looks like one', () => {
    const folders = {
      src: '/w/src',
      build: '/w/build',
      dest: '/w/dest',
      sysroot: '/w/s',
      files: '/w/f',
      tools: '/w/t',
      host: '/w/h',
      work: '/w',
    };
    const values = { ...folders, jobs: '3', epoch: '7' };
    expect(expand('-j@jobs@ @src@/../x @prefix@ @constructor@ a@b @@src@', values)).toBe(
      '-j3 /w/src/../x @prefix@ @constructor@ a@b @/w/src',
    );
  });

  it('quotes words so that a shell gives them back', () => {
    const word = fc.string().filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const script = ['printf', '%s\\0', ...words].map(shellWord).join(' ');
        const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
        expect(printed).toBe(words.length === 0 ? '\0' : words.map((text) => `${text}\0`).join(''));
      }),
      { numRuns: 25 },
    );
  });

  it("says the kernel's build time as date does", () => {
    expect(kbuildTime(1767225600)).toBe('Thu Jan  1 00:00:00 UTC 2026');
    expect(kbuildTime(1767225600)).toBe(
      execFileSync('date', ['-u', '-d', '@1767225600', '+%a %b %e %H:%M:%S UTC %Y'], {
        encoding: 'utf8',
        env: { LC_ALL: 'C' },
      }).trim(),
    );
  });

  it("keeps the packager's version of a compiler", () => {
    expect(versionLine('gcc (Debian 12.2.0-14+deb12u1) 12.2.0\nCopyright')).toBe('12.2.0 (Debian 12.2.0-14+deb12u1)');
    expect(versionLine('gcc 14.1')).toBe('gcc 14.1');
  });
});
