import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSourceTree, listTree } from '../../src/host/source-tree.js';

let top: string;
let tree: string;
beforeEach(() => {
  top = mkdtempSync(path.join(tmpdir(), 'source-tree-'));
  tree = path.join(top, 'tree');
  mkdirSync(path.join(tree, 'src'), { recursive: true });
  writeFileSync(path.join(tree, 'CMakeLists.txt'), 'project(x)\n');
  writeFileSync(path.join(tree, 'src/a.c'), 'int a;\n');
  symlinkSync('src/a.c', path.join(tree, 'a.c'));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

describe('the hash of a source tree', () => {
  it('changes with names, contents, links, folders and executable bits, and with nothing else', async () => {
    const first = await hashSourceTree(tree);
    for (const name of ['.git', '.svn', 'src/.git']) mkdirSync(path.join(tree, name));
    writeFileSync(path.join(tree, '.git/HEAD'), 'ref: refs/heads/master\n');
    utimesSync(path.join(tree, 'src/a.c'), 5, 5);
    chmodSync(path.join(tree, 'src/a.c'), 0o600);
    expect(await hashSourceTree(tree)).toBe(first);

    const seen = new Set([first]);
    const changes: (() => void)[] = [
      () => writeFileSync(path.join(tree, 'src/a.c'), 'int b;\n'),
      () => chmodSync(path.join(tree, 'src/a.c'), 0o755),
      () => mkdirSync(path.join(tree, 'empty')),
      () => writeFileSync(path.join(tree, 'empty/.gitignore'), ''),
      () => symlinkSync('src', path.join(tree, 'dir')),
      () => execFileSync('mv', ['src', 'source'], { cwd: tree }),
    ];
    for (const change of changes) {
      change();
      seen.add(await hashSourceTree(tree));
    }
    expect(seen.size).toBe(changes.length + 1);
  });

  it('is the same in another place, however the files came there', async () => {
    const name = fc
      .stringMatching(/^[a-zA-Z0-9 _.'"-]{1,12}$/)
      .filter((text) => !/^(\.+|\.(git|hg|svn|bzr|jj)|CVS|_darcs)$/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.string(), { noNullPrototype: true }), async (files) => {
        const places = ['one', 'two'].map((place) => path.join(mkdtempSync(path.join(top, 'p-')), place));
        const names = Object.keys(files);
        for (const [index, place] of places.entries()) {
          mkdirSync(place);
          for (const file of index === 0 ? names : [...names].reverse())
            writeFileSync(path.join(place, file), files[file] ?? '');
        }
        const [one, two] = await Promise.all(places.map((place) => hashSourceTree(place)));
        expect(one).toBe(two);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a tree that can not be copied', () => {
  it.each([
    ['../outside', 'leads out of its source tree'],
    ['/etc/passwd', 'leads out of its source tree'],
    ['src/../../tree/src', null],
    ['not-made-yet', null],
    ['away/../x', 'leads out of its source tree'],
  ])('is one with a link to %s', async (target, reason) => {
    // The text of a link tells less than where it leads: away is a link itself.
    mkdirSync(path.join(top, 'elsewhere/deep'), { recursive: true });
    writeFileSync(path.join(top, 'elsewhere/x'), '');
    if (target.startsWith('away')) symlinkSync('../elsewhere/deep', path.join(tree, 'away'));
    symlinkSync(target, path.join(tree, 'link'));
    if (reason === null) expect((await listTree(tree)).map(({ name }) => name)).toContain('link');
    else await expect(listTree(tree)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(reason) });
  });

  it('is one with a named pipe or a name that is not UTF-8', async () => {
    execFileSync('mkfifo', [path.join(tree, 'src/pipe')]);
    await expect(listTree(tree)).rejects.toThrow(/src\/pipe is neither file, folder nor link: remove it\.$/);
    rmSync(path.join(tree, 'src/pipe'));
    writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xff])]), '');
    await expect(listTree(tree)).rejects.toThrow(/has a name that is not UTF-8: rename it\.$/);
  });
});
