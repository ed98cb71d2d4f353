import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ViewLayer } from '../../src/layers/create-view.js';
import { adoptChanges, captureChanges, snapshot } from '../../src/layers/script-capture.js';
import { type Bench, bench, isRoot, look, makeLayer, manifestOf } from './fixtures.js';

/** Runs a shell script in the target and gives what it changed as a layer. */
async function runScript(t: Bench, script: string): Promise<ViewLayer> {
  const before = await snapshot(t.target, t.layout);
  execFileSync('sh', ['-euc', script], { cwd: t.target });
  const tree = path.join(t.here, `script-${Date.now()}`);
  const entries = await captureChanges(t.target, before, tree);
  await adoptChanges(t.target, t.layout);
  return { unit: 'script', tree, manifest: manifestOf('script', entries) };
}

describe('captureChanges', () => {
  it('finds new, changed, removed and retyped paths, and nothing else', async () => {
    const t = await bench();
    await t.compose({
      'etc/a': '1',
      'etc/b': '1',
      'etc/rest': '1',
      'opt/x/y': '1',
      'opt/z': '1',
      file: '1',
      dir: '/',
      l: '-> etc',
      twin: '= file',
    });
    const { manifest, tree } = await runScript(
      t,
      `printf 2 >etc/a; rm etc/b; rm -r opt; mkdir -m 1777 tmp; printf n >tmp/new; chmod 600 tmp/new; ln tmp/new tmp/other
       rm l; mkdir l; printf i >l/in; rmdir dir; ln -s etc dir; touch -r etc/rest tmp/new; mkfifo tmp/pipe`,
    );
    expect(manifest.entries.map((entry) => `${entry.type} ${entry.path}`)).toEqual([
      'symlink dir',
      'file etc/a',
      'removed etc/b',
      'removed l',
      'dir l',
      'file l/in',
      'removed opt',
      'dir tmp',
      'file tmp/new',
      'hardlink tmp/other',
      'fifo tmp/pipe',
    ]);
    expect(manifest.entries.find(({ path: at }) => at === 'tmp')).toMatchObject({ mode: 0o1777, uid: 0, gid: 0 });
    expect(readFileSync(path.join(tree, 'etc/a'), 'utf8')).toBe('2');
  });

  it('makes a layer that gives the same target again', async () => {
    const t = await bench();
    const base = await makeLayer(t.here, 'base', { 'etc/a': '1', 'etc/b': '1', 'opt/x/y': '1', l: '-> etc' });
    await t.composeLayers([base]);
    const layer = await runScript(
      t,
      'printf 2 >etc/a; rm -r opt etc/b; mkdir srv; printf x >srv/x; ln srv/x srv/y; rm l; mkdir l; printf 1 >l/z',
    );
    const fresh = await bench();
    await fresh.composeLayers([base, layer]);
    expect(await t.composeLayers([base, layer])).toMatchObject({ kept: [] });
    expect(look(t.target)).toEqual(look(fresh.target));
    expect(await t.composeLayers([base])).toMatchObject({ kept: [] });
    expect(Object.keys(look(t.target))).toEqual(['etc', 'etc/a', 'etc/b', 'l', 'opt', 'opt/x', 'opt/x/y']);
  });

  it('lets a later layer win over what a script wrote', async () => {
    const t = await bench();
    const base = await makeLayer(t.here, 'base', { 'etc/a': 'base' });
    const later = await makeLayer(t.here, 'later', { 'etc/a': 'later', 'etc/gone': 'later' });
    await t.composeLayers([base, later]);
    const script = await runScript(t, 'printf script >etc/a; rm etc/gone');
    expect(await t.composeLayers([base, script, later])).toMatchObject({ kept: [] });
    expect([t.read('etc/a'), t.read('etc/gone')]).toEqual(['later', 'later']);
  });

  it('takes back what a killed script did, and keeps what the operator did before', async () => {
    const t = await bench();
    const spec = { 'etc/a': '1', 'etc/b': '1', 'etc/mine': '1' };
    await t.compose(spec);
    writeFileSync(t.at('etc/mine'), 'by hand');
    await snapshot(t.target, t.layout);
    writeFileSync(t.at('etc/a'), 'script');
    writeFileSync(t.at('etc/new'), 'script');
    rmSync(t.at('etc/b'));
    const { kept } = await t.compose(spec);
    expect(kept.map((item) => item.path)).toEqual(['etc/mine']);
    expect([t.read('etc/a'), t.read('etc/b'), t.read('etc/mine'), existsSync(t.at('etc/new'))]).toEqual([
      '1',
      '1',
      'by hand',
      false,
    ]);
    writeFileSync(t.at('etc/a'), 'by hand');
    expect((await t.compose(spec)).kept.map((item) => item.path)).toEqual(['etc/a', 'etc/mine']);
  });

  it('sees extended attributes and a default ACL that a folder got or lost', async () => {
    const t = await bench();
    // What setfacl -d -m u:1000:rwx sets.
    const acl = '0x0200000001000700ffffffff02000700e803000004000500ffffffff10000700ffffffff20000500ffffffff';
    await t.compose({ 'a/in': '1', 'b/in': '1', 'odd\nname/in': '1', same: '/' });
    execFileSync('setfattr', ['-n', 'user.k', '-v', 'old', t.at('b')]);
    execFileSync('setfattr', ['-n', 'user.k', '-v', 'old', t.at('same')]);
    const { manifest } = await runScript(
      t,
      `setfattr -n system.posix_acl_default -v ${acl} a; setfattr -x user.k b; setfattr -n user.k -v 1 "$(printf 'odd\nname')"; touch same/x; rm same/x`,
    );
    const found = manifest.entries.map((entry) => [
      entry.path,
      'xattrs' in entry ? Object.keys(entry.xattrs ?? {}) : [],
    ]);
    expect(found).toEqual([
      ['a', ['system.posix_acl_default']],
      ['b', []],
      ['odd\nname', ['user.k']],
    ]);
  });

  it('takes attributes away again when their layer goes, or the script failed', async () => {
    const t = await bench();
    const base = await makeLayer(t.here, 'base', { 'a/in': '1', 'b/in': '1' });
    await t.composeLayers([base]);
    const attributes = () =>
      ['a', 'b', 'b/in'].map((name) =>
        execFileSync('getfattr', ['-d', t.at(name)], { encoding: 'utf8' }).includes('user.k'),
      );
    const layer = await runScript(t, 'setfattr -n user.k -v 1 a');
    await t.composeLayers([base, layer]);
    expect(attributes()).toEqual([true, false, false]);
    await snapshot(t.target, t.layout);
    execFileSync('setfattr', ['-n', 'user.k', '-v', '1', t.at('b'), t.at('b/in')]);
    await adoptChanges(t.target, t.layout);
    await t.composeLayers([base, layer]);
    expect(attributes()).toEqual([true, false, false]);
    await t.composeLayers([base]);
    expect(attributes()).toEqual([false, false, false]);
  });

  it('refuses a new name that is not UTF-8, and does not mind an old one', async () => {
    const t = await bench();
    execFileSync('sh', ['-c', 'mkdir etc; touch "$(printf "etc/old\\377")"'], { cwd: t.target });
    const before = await snapshot(t.target, t.layout);
    expect(await captureChanges(t.target, before, path.join(t.here, 'one'))).toEqual([]);
    execFileSync('sh', ['-c', 'touch "$(printf "etc/new\\377")"'], { cwd: t.target });
    await expect(captureChanges(t.target, before, path.join(t.here, 'two'))).rejects.toThrow(
      /bytes 6e6577ff\) is not UTF-8/,
    );
  });

  it.runIf(isRoot)('does not look into what is mounted in the target', async () => {
    const t = await bench();
    await t.compose({ proc: '/' });
    const before = await snapshot(t.target, t.layout);
    execFileSync('mount', ['-t', 'tmpfs', 'none', t.at('proc')]);
    try {
      writeFileSync(t.at('proc/inside'), '');
      const entries = await captureChanges(t.target, before, path.join(t.here, 'layer'));
      expect(entries.map((entry) => entry.path)).not.toContain('proc/inside');
    } finally {
      execFileSync('umount', [t.at('proc')]);
    }
  });
});
