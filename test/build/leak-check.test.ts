import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLeaks, linkLeaks } from '../../src/build/leak-check.js';
import { capture } from '../../src/layers/capture.js';
import { recipe, room, sourceArchive, temporaryFolder } from './fixtures.js';

const main = 'int main(void) { return 0; }\n';
const makefile = (link: string) =>
  `all:\n\t$(CC) $(CFLAGS) -o p p.c ${link}\ninstall:\n\tinstall -D p $(DESTDIR)/usr/bin/p\n`;

async function buildWith(link: string, changes: Parameters<typeof recipe>[1] = {}, source = main) {
  const here = room();
  const steps = [
    { title: 'compile', argv: ['make'] },
    { title: 'install', argv: ['make', 'install', 'DESTDIR=@dest@'], fakeroot: true },
  ];
  const built = here.build(recipe('p', { steps, ...changes }), {
    p: [sourceArchive('p', { 'p.c': source, Makefile: makefile(link) })],
  });
  return {
    here,
    outcome: await built.then(
      () => 'fine',
      (error: Error) => error.message,
    ),
  };
}

describe('leak check of a built recipe', { timeout: 120_000 }, () => {
  it('names file and run path', async () => {
    const { here, outcome } = await buildWith('-Wl,-rpath,/opt/elsewhere/lib');
    expect(outcome).toMatch(
      /^phase\/p: \/usr\/bin\/p has the run path \/opt\/elsewhere\/lib, which is no folder of the target; its work folder .*phase~p is kept\.$/,
    );
    expect(outcome).toContain(here.layout.work);
  });

  it('names a build path that a program holds, unless the recipe allows it', async () => {
    const path = '-DWHERE=\'"$(CURDIR)"\'';
    const source = '#include <stdio.h>\nint main(void) { return puts(WHERE); }\n';
    const { here, outcome } = await buildWith(path, {}, source);
    expect(outcome).toContain(`/usr/bin/p holds the build path ${here.layout.work}`);
    const allowed = await buildWith(
      path,
      { leaksAllowed: [{ glob: 'usr/bin/*', why: 'says where it was built' }] },
      source,
    );
    expect(allowed.outcome).toBe('fine');
  });

  it('names a wrong interpreter', async () => {
    const { outcome } = await buildWith('', { interpreter: 'static' });
    expect(outcome).toContain(
      '/usr/bin/p asks for the interpreter /lib64/ld-linux-x86-64.so.2 instead of none (static)',
    );
  });

  it('names a library that only this machine has', async () => {
    const { outcome } = await buildWith('', { libc: 'none' });
    expect(outcome).toContain('/usr/bin/p needs libc.so.6, which is neither in the sysroot nor in the layer');
  });
});

describe('findLeaks', () => {
  it('finds a path across the border of two pieces and in text files', async () => {
    const dir = temporaryFolder();
    const secret = '/build/room/of/this/machine';
    mkdirSync(path.join(dir, 'usr/lib/pkgconfig'), { recursive: true });
    writeFileSync(path.join(dir, 'usr/lib/pkgconfig/x.pc'), `prefix=${secret}/dest/usr\n`);
    const big = Buffer.alloc(9 * 1024 * 1024, 120);
    big.write(secret, 4 * 1024 * 1024 - 5);
    writeFileSync(path.join(dir, 'big'), big);
    writeFileSync(path.join(dir, 'end'), `xx${secret}`);
    writeFileSync(path.join(dir, 'almost'), secret.slice(0, -1));
    writeFileSync(path.join(dir, 'empty'), '');
    const entries = await capture({ dir, epoch: 0 });
    const leaks = await findLeaks({ recipe: recipe('x', {}), dir, entries, sysroot: [], forbidden: [secret] });
    expect(leaks.map((leak) => leak.path).sort()).toEqual(['big', 'end', 'usr/lib/pkgconfig/x.pc']);
  });

  it('finds what was installed below a folder of this machine, and names the topmost of it', async () => {
    const dir = temporaryFolder();
    mkdirSync(path.join(dir, 'build/room/sysroot/usr/share/bus'), { recursive: true });
    writeFileSync(path.join(dir, 'build/room/sysroot/usr/share/bus/x.conf'), 'x');
    const entries = await capture({ dir, epoch: 0 });
    const check = { recipe: recipe('x', {}), dir, entries, sysroot: [] };
    expect(await findLeaks({ ...check, forbidden: ['/build/room', '/cache'] })).toEqual([
      { path: 'build/room', found: 'was installed at a path of the building machine' },
    ]);
    expect(await findLeaks({ ...check, forbidden: ['/build/roo'] })).toEqual([]);
  });

  it('finds a link that leads into this machine, unless the recipe allows it', async () => {
    const dir = temporaryFolder();
    const secret = '/build/room/of/this/machine';
    symlinkSync(`${secret}/dest/usr/bin/x`, path.join(dir, 'y'));
    symlinkSync(`../..${secret}`, path.join(dir, 'z'));
    symlinkSync('x', path.join(dir, 'fine'));
    const check = { dir, entries: await capture({ dir, epoch: 0 }), sysroot: [], forbidden: [secret] };
    expect(await findLeaks({ recipe: recipe('x', {}), ...check })).toEqual([
      { path: 'y', found: `leads to the build path ${secret}` },
      { path: 'z', found: `leads to the build path ${secret}` },
    ]);
    const allowing = recipe('x', { leaksAllowed: [{ glob: '{y,z}', why: 'a test' }] });
    expect(await findLeaks({ recipe: allowing, ...check })).toEqual([]);
  });

  it("accepts a private library folder of the target's and $ORIGIN", () => {
    const facts = { interpreter: null, needed: [], runPaths: ['/usr/lib/openrc/', '$ORIGIN/../lib', '/usr/lib/other'] };
    const target = { libc: 'musl', interpreter: '/lib/ld-musl-x86_64.so.1' } as const;
    expect(linkLeaks(target, facts, new Set(), new Set(['usr/lib/openrc']))).toEqual([
      'has the run path /usr/lib/other, which is no folder of the target',
    ]);
  });
});
