import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRootPrograms } from '../../src/build/build-root/enter.js';
import { ensureBuildRoot } from '../../src/build/build-root/make.js';
import { identityOf, openBuildRoot, packagesIn } from '../../src/build/build-root/open.js';
import { installedPackages } from '../../src/build/build-root/packages.js';
import { buildRootFolders } from '../../src/build/build-root/spec.js';
import { make } from '../../src/build/drivers/index.js';
import { run } from '../../src/host/exec.js';
import type { CacheLayout } from '../../src/host/layout.js';
import { lookUp } from '../../src/host/tools.js';
import { paths, recipe, room, sourceArchive, temporaryFolder } from './fixtures.js';

const bwrap = await lookUp({ command: 'bwrap', package: 'bubblewrap' });
const canEnter =
  bwrap.path !== null && (await run(['bwrap', '--ro-bind', '/', '/', 'true'], { okCodes: [0, 1] })).exitCode === 0;
if (!canEnter) console.warn('build roots are not entered: bubblewrap is missing or may not work here');

/** A root with this machine's programs, complete as one that was made. */
async function rootOfThisMachine(cache: CacheLayout) {
  const { root, record } = buildRootFolders('trixie', cache);
  mkdirSync(path.join(root, 'var/lib/dpkg'), { recursive: true });
  for (const name of ['usr', 'etc']) symlinkSync(`/${name}`, path.join(root, name));
  writeFileSync(path.join(root, 'var/lib/dpkg/status'), 'Package: gcc\nStatus: install ok installed\nVersion: 1-1\n');
  const packages = await packagesIn(root);
  const made = { schemaVersion: 1, name: 'trixie', suite: 'trixie', madeAt: '2026-01-01T00:00:00Z' };
  writeFileSync(record, JSON.stringify({ ...made, identity: identityOf(packages), gcc: '1', binutils: '1', packages }));
  return root;
}

describe('packages of a build root', () => {
  it("are those that dpkg's status says are installed, by name", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9+.-]{1,10}$/);
    const version = fc.stringMatching(/^[0-9][0-9a-z.+~:-]{0,10}$/);
    const one = fc.record({ name, version, there: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: (item) => item.name }), (items) => {
        const status = items.map(
          ({ name, version, there }) =>
            `Package: ${name}\nStatus: ${there ? 'install ok installed' : 'deinstall ok config-files'}\nDescription: x\n Package: y\nVersion: ${version}\n`,
        );
        const expected = items.filter(({ there }) => there).map(({ name, version }) => ({ name, version }));
        expect(installedPackages(status.join('\n'))).toEqual(expected.sort((a, b) => (a.name < b.name ? -1 : 1)));
      }),
    );
  });
});

describe('a build root', () => {
  it('is there when it is complete, and no longer when its packages are others', async () => {
    const { cache } = room().layout;
    expect(await openBuildRoot('trixie', cache)).toBeNull();
    const root = await rootOfThisMachine(cache);
    writeFileSync(path.join(root, 'var/lib/dpkg/status'), 'Package: gcc\nStatus: install ok installed\nVersion: 1-2\n');
    expect(await openBuildRoot('trixie', cache)).toBeNull();
    writeFileSync(path.join(root, 'var/lib/dpkg/status'), 'Package: gcc\nStatus: install ok installed\nVersion: 1-1\n');
    expect(await openBuildRoot('trixie', cache)).toMatchObject({ root, suite: 'trixie' });
  });

  it('is not made offline', async () => {
    const { cache } = room().layout;
    const options = { cache, offline: true, signal: new AbortController().signal, log: () => {} };
    await expect(ensureBuildRoot('trixie', options)).rejects.toThrow(/--offline keeps it from being made/);
    expect(existsSync(cache.buildRoots)).toBe(false);
  });

  it('takes no folder below its own', () => {
    expect(() => buildRootPrograms('/root', ['/usr/src/deploy'])).toThrow(/\/usr\/src\/deploy lies where/);
    expect(() => buildRootPrograms('/root', ['/usrlocal', '/home/usr'])).not.toThrow();
  });
});

describe.skipIf(!canEnter)('inside a build root', { timeout: 60_000 }, () => {
  const inside = async (script: string, writable: string[], cwd?: string) =>
    run(buildRootPrograms('/', writable).enter(['sh', '-c', script], cwd), { okCodes: [0, 1] });

  it('only the work folder can be written, and nothing else of the machine is seen', async () => {
    const [work, other] = [temporaryFolder(), temporaryFolder()];
    const script = `pwd; echo written >here; test ! -e ${other} || echo sees ${other}; for at in /usr /etc; do touch $at/smech-probe 2>/dev/null && echo wrote $at; done; true`;
    expect((await inside(script, [work], work)).stdout).toBe(`${work}\n`);
    expect(readFileSync(path.join(work, 'here'), 'utf8')).toBe('written\n');
  });

  it('there is no network', async () => {
    // bash leaves without reading: the answer to it may be a reset.
    const server = createServer((socket) => socket.on('error', () => {}).end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const script = `bash -c 'exec 3<>/dev/tcp/127.0.0.1/${port}' 2>/dev/null && echo reached; true`;
    try {
      expect((await run(['sh', '-c', script])).stdout).toBe('reached\n');
      expect((await inside(script, [])).stdout).toBe('');
    } finally {
      server.close();
    }
  });

  it('a recipe is compiled, installed under fakeroot and captured', async () => {
    const here = room();
    await rootOfThisMachine(here.layout.cache);
    const makefile =
      'all:\n\thostname >name\n\t$(CC) $(CFLAGS) -o p p.c\ninstall:\n\tinstall -D -o 7 p $(DESTDIR)/usr/bin/p\n\tinstall -D name $(DESTDIR)/usr/share/name\n';
    const manifest = await here.build(recipe('p', { buildRoot: 'trixie', steps: make() }), {
      p: [sourceArchive('p', { 'p.c': 'int main(void) { return 0; }\n', Makefile: makefile })],
    });
    expect(paths(manifest)).toEqual(['usr/bin/p', 'usr/share/name']);
    expect(manifest.entries.find((entry) => entry.path === 'usr/bin/p')).toMatchObject({ uid: 7 });
    expect(readFileSync(path.join(here.tree(manifest), 'usr/share/name'), 'utf8')).toBe('smechlabs\n');
    expect(manifest.tools).toMatchObject({ gcc: '1' });
  });
});
