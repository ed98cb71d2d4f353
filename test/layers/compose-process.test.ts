import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { compose } from '../../src/layers/compose.js';
import type { ViewLayer } from '../../src/layers/create-view.js';
import { type Bench, bench, epoch, isRoot, look, makeLayer, manifestOf, type Spec } from './fixtures.js';

const program = packageFile('test/layers/compose-child.mjs');

function request(t: Bench, layers: ViewLayer[]): string {
  const file = path.join(t.here, 'request.json');
  writeFileSync(file, JSON.stringify({ target: t.target, layout: t.layout, layers, epoch, durable: false }));
  return file;
}

const filesIn = (spec: (i: number) => string, count: number): Spec =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`usr/share/d${i % 40}/f${i}`, spec(i)]));

describe('a composition that is killed', () => {
  it('is completed by the next one, which takes nothing half-done for the operator’s', {
    timeout: 60_000,
  }, async () => {
    const t = await bench();
    const old: Spec = {
      ...filesIn((i) => `old ${i}`, 200),
      'etc/gone/x': 'x',
      'etc/dir/x': 'x',
      'etc/file': 'f',
      'etc/mine': 'x',
    };
    const next: Spec = {
      ...filesIn((i) => (i % 7 === 0 ? `old ${i}` : `new text ${i}`), 500),
      'etc/dir': 'a file now',
      'etc/file/x': 'a folder now',
      'etc/mine': 'y',
      'usr/share/d1/twin': '= usr/share/d1/f1',
      lib: '-> usr/share',
    };
    const [one, two] = [await makeLayer(t.here, 'one', old), await makeLayer(t.here, 'two', next)];
    await t.composeLayers([one]);
    writeFileSync(t.at('etc/mine'), 'changed by hand');
    const sets = [[two], [one], [one, two], [two]];
    let killed = 0;
    for (let round = 0; killed < 4 && round < 12; round++) {
      const file = request(t, sets[round % sets.length] ?? []);
      const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      const done = once(child, 'exit');
      await once(child.stdout, 'data');
      const inWork = () => readdirSync(t.layout.targets).some((name) => name.endsWith('.journal.json'));
      while (!inWork() && child.exitCode === null) await setTimeout(2);
      await setTimeout((round * 11) % 40);
      child.kill('SIGKILL');
      await done;
      if (inWork()) killed++;
    }
    expect(killed).toBe(4);
    const { kept } = await t.composeLayers([two]);
    expect(kept.map((item) => item.path)).toEqual(['etc/mine']);
    expect(t.read('etc/mine')).toBe('changed by hand');
    rmSync(t.at('etc/mine'));
    expect((await t.composeLayers([two])).kept).toEqual([]);
    const fresh = await bench();
    await fresh.composeLayers([two]);
    expect(look(t.target)).toEqual(look(fresh.target));
  });

  it('brings back what it removed, and leaves what the operator changed meanwhile', async () => {
    const t = await bench();
    const layer = await makeLayer(t.here, 'one', { 'a/gone': 'x', ...filesIn((i) => `old ${i}`, 120) });
    const later = await makeLayer(t.here, 'two', { a: 'a file now', ...filesIn((i) => `new ${i}`, 120) });
    await t.composeLayers([layer]);
    const interrupted = async () => {
      const controller = new AbortController();
      const { target, layout } = t;
      const onProgress = () => controller.abort(new Error('stopped'));
      const options = { target, layout, layers: [later], epoch, durable: false, signal: controller.signal, onProgress };
      await expect(compose(options)).rejects.toThrow('stopped');
      expect(t.read('a')).toBe('a file now');
    };
    await interrupted();
    expect((await t.composeLayers([layer])).kept).toEqual([]);
    expect([t.read('a/gone'), t.read('usr/share/d0/f0')]).toEqual(['x', 'old 0']);
    await interrupted();
    writeFileSync(t.at('usr/share/d0/f0'), 'by hand');
    writeFileSync(t.at('usr/share/d39/f119'), 'by hand');
    const { kept } = await t.composeLayers([later]);
    expect(kept.map((item) => item.path)).toEqual(['usr/share/d0/f0', 'usr/share/d39/f119']);
    expect([t.read('usr/share/d0/f0'), t.read('usr/share/d39/f119'), t.read('usr/share/d1/f1')]).toEqual([
      'by hand',
      'by hand',
      'new 1',
    ]);
  });
});

describe('rights', () => {
  it('composes without root: no devices, no setuid, still readable; again and as changed', async () => {
    const t = await bench();
    const spec: Spec = {
      'bin/su': { text: 's', mode: 0o4711, uid: 0 },
      'etc/shadow': { text: 'x', mode: 0, gid: 42 },
      'etc/a': '1',
      link: '-> etc',
    };
    const extra = [
      { type: 'char', path: 'dev/null', mode: 0o666, uid: 0, gid: 0, major: 1, minor: 3 } as const,
      { type: 'dir', path: 'root', mode: 0o500, uid: 0, gid: 0 } as const,
      { type: 'fifo', path: 'run/pipe', mode: 0o600, uid: 0, gid: 0 } as const,
    ];
    const layers = [await makeLayer(t.here, 'one', spec, [...extra])];
    const other = [
      ...layers,
      await makeLayer(t.here, 'two', { 'root/x': '1', 'etc/a': '2', 'etc/shadow': { text: 'y', mode: 0 } }),
    ];
    const nobody = 65534;
    if (isRoot) {
      execFileSync('chown', ['-R', String(nobody), t.here]);
      chmodSync(t.here, 0o755);
    }
    const run = (chosen: ViewLayer[]) => {
      const file = request(t, chosen);
      const args = isRoot ? [program, file, String(nobody)] : [program, file];
      return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }).replace('ready\n', ''));
    };
    const first = run(layers);
    expect(first.error).toBeUndefined();
    expect(first.kept).toEqual([]);
    expect(first.notes).toEqual([
      expect.stringMatching(/^1 device nodes are not/),
      expect.stringMatching(/^1 files have no setuid bit/),
    ]);
    const mode = (name: string) => lstatSync(t.at(name)).mode & 0o7777;
    expect([mode('bin/su'), mode('etc/shadow'), mode('root')]).toEqual([0o711, 0o400, 0o700]);
    expect(lstatSync(t.at('run/pipe')).isFIFO()).toBe(true);
    expect(run(layers)).toMatchObject({ written: 0, removed: 0, kept: [] });
    expect(run(other)).toMatchObject({ kept: [] });
    expect([t.read('root/x'), t.read('etc/a')]).toEqual(['1', '2']);
    expect(run([])).toMatchObject({ kept: [] });
    expect(look(t.target)).toEqual({});
  });

  it.runIf(isRoot)('says in one sentence what it may not write', async () => {
    const t = await bench();
    const layers = [await makeLayer(t.here, 'one', { 'etc/a': '1' })];
    execFileSync('chown', ['-R', '65534', t.here]);
    mkdirSync(t.at('etc'));
    chownSync(t.at('etc'), 0, 0);
    const output = execFileSync(process.execPath, [program, request(t, layers), '65534'], { encoding: 'utf8' });
    expect(JSON.parse(output.replace('ready\n', '')).error).toMatch(
      /target\/etc\/a can't be written \(EACCES.*correct its rights/,
    );
  });

  it.runIf(isRoot)('gives owners, devices, pipes, setuid bits and extended attributes as root', async () => {
    const t = await bench();
    const capability = 'AQAAAgAgAAAAAAAAAAAAAAAAAAA=';
    const entries = [
      { type: 'char', path: 'dev/null', mode: 0o666, uid: 0, gid: 5, major: 1, minor: 3 },
      { type: 'block', path: 'dev/sda', mode: 0o660, uid: 0, gid: 6, major: 259, minor: 70000 },
      { type: 'fifo', path: 'run/pipe', mode: 0o622, uid: 7, gid: 7 },
    ] as const;
    const layer = await makeLayer(
      t.here,
      'one',
      { 'bin/su': { text: 's', mode: 0o4755, uid: 8, gid: 9 }, 'bin/ping': 'p', 'a b\n=': 'odd' },
      [...entries],
    );
    const withAttributes = {
      ...layer,
      manifest: manifestOf(
        'one',
        layer.manifest.entries.map((entry) =>
          entry.path === 'bin/ping' && entry.type === 'file'
            ? { ...entry, xattrs: { 'security.capability': capability } }
            : entry.path === 'a b\n=' && entry.type === 'file'
              ? { ...entry, xattrs: { 'user.note': 'aGk=' } }
              : entry,
        ),
      ),
    };
    expect(await t.composeLayers([withAttributes])).toMatchObject({ kept: [], notes: [] });
    const seen = look(t.target);
    expect(seen['bin/su']).toBe(`file 4755 8:9 ${epoch} s`);
    expect(seen['dev/null']).toBe(`special 20666 ${(1 << 8) + 3} 666 0:5 ${epoch}`);
    expect(seen['run/pipe']).toBe(`special 10622 0 622 7:7 ${epoch}`);
    const xattrs = () =>
      execFileSync('getfattr', ['-d', '-m', '-', '-e', 'base64', 'bin/ping', 'a b\n='], {
        cwd: t.target,
        encoding: 'utf8',
      });
    expect(xattrs()).toContain(`security.capability=0s${capability}`);
    expect(xattrs()).toContain('user.note=0saGk=');
    expect(await t.composeLayers([withAttributes])).toMatchObject({ written: 0, kept: [] });
    expect(await t.composeLayers([layer])).toMatchObject({ written: 2, kept: [] });
    expect(xattrs()).toBe('');
    expect(readFileSync(t.at('bin/ping'), 'utf8')).toBe('p');
    await t.composeLayers([]);
    expect(look(t.target)).toEqual({});
  });
});
