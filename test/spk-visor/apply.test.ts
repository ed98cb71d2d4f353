import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRoot, room } from '../layers/fixtures.js';
import { apply, type Files, installed, packagesOf } from './node.js';

/** A node with the old base, and the new one to be brought onto it. */
function node(old: Files, next: Files) {
  const dir = room();
  const earlier = packagesOf(dir, 'old', old, { 'usr/sbin/daemon': '1' });
  const root = installed(dir, earlier);
  const at = (name: string) => path.join(root, name);
  const text = (name: string) => readFileSync(at(name), 'utf8');
  return { root, next: packagesOf(dir, 'new', next, { 'usr/sbin/daemon': '2' }), earlier, at, text };
}

const done = { status: 0, last: 'All files are replaced.' };

describe('apply', () => {
  it('puts a link in the place of a link to a folder, not into that folder', () => {
    const { root, next, at, text } = node(
      { 'opt/x1/f': 'one', 'opt/cur': '-> x1', 'run/': '', 'var/run': '-> ../run' },
      { 'opt/x2/f': 'two', 'opt/cur': '-> x2', 'run/': '', 'var/run': '-> ../run' },
    );
    expect(apply(root, next)).toEqual(done);
    expect(readlinkSync(at('opt/cur'))).toBe('x2');
    expect(text('opt/cur/f')).toBe('two');
    expect(readdirSync(at('run'))).toEqual([]);
    expect(existsSync(at('opt/x1/f'))).toBe(false);
  });

  it('puts links and files in the place of folders, and folders in theirs, and goes back', () => {
    const folders = { 'opt/app/a': 'old', 'opt/app/deep/b': 'old', 'opt/data/c': 'old', 'etc/part/d': 'old' };
    const others = { 'opt/app': '-> app-2', 'opt/app-2/a': 'new', 'opt/data': 'a file', 'etc/part': 'a file' };
    const { root, next, earlier, at, text } = node(folders, others);
    expect(apply(root, next)).toEqual(done);
    expect(readlinkSync(at('opt/app'))).toBe('app-2');
    // The old opt/app/a is gone by now: by its name, what is new would go.
    expect(text('opt/app/a')).toBe('new');
    expect([text('opt/data'), text('etc/part')]).toEqual(['a file', 'a file']);

    rmSync(at('var/lib/smechvisor/packages'), { recursive: true });
    expect(installed(path.dirname(root), next)).toBe(root);
    expect(apply(root, earlier)).toEqual(done);
    for (const [name, content] of Object.entries(folders)) expect(text(name)).toBe(content);
    expect(existsSync(at('opt/app-2/a'))).toBe(false);
  });

  it("keeps the operator's link in the place of a folder", () => {
    const { root, next, at, text } = node(
      { 'elsewhere/': '', 'var/log/': '', 'srv/a': '1' },
      { 'var/log/': '', 'srv/a': '2' },
    );
    for (const [name, target] of [
      ['srv', 'elsewhere'],
      ['var/log', '../elsewhere'],
    ] as const) {
      rmSync(at(name), { recursive: true });
      symlinkSync(target, at(name));
    }
    expect(apply(root, next)).toEqual(done);
    expect([readlinkSync(at('srv')), readlinkSync(at('var/log'))]).toEqual(['elsewhere', '../elsewhere']);
    expect(text('elsewhere/a')).toBe('2');
  });

  it("changes nothing where a folder with the operator's files, or a file of theirs, would have to go", () => {
    const refused = (old: Files, next: Files, own: string, sentence: string) => {
      const system = node({ 'bin/tool': 'old', ...old }, { 'bin/tool': 'new', ...next });
      writeFileSync(system.at(own), 'mine');
      expect(apply(system.root, system.next)).toEqual({ status: 1, last: `Nothing was changed: ${sentence}` });
      expect([system.text('bin/tool'), system.text(own)]).toEqual(['old', 'mine']);
    };
    const away = 'is yours. Move it away and start again.';
    refused(
      { 'opt/app/a': '' },
      { 'opt/app': '-> x' },
      'opt/app/own',
      `/opt/app gives its place to a file, and /opt/app/own in it ${away}`,
    );
    refused(
      { 'etc/app/a': '' },
      { 'etc/app': 'file' },
      'etc/app/a',
      `/etc/app gives its place to a file, and /etc/app/a in it ${away}`,
    );
    refused(
      { 'opt/b': '' },
      { 'opt/app/a': '', 'opt/b': '' },
      'opt/app',
      `/opt/app gives its place to a folder, and ${away}`,
    );
    refused(
      { 'lib/a': '' },
      { lib: '-> usr/lib', 'usr/lib/a': '' },
      'own',
      "/lib can't become something else while programs run from it. Install this machine anew.",
    );
  });

  it.runIf(isRoot)('changes nothing where a mount point would have to go', () => {
    const { root, next, at, text } = node({ 'opt/app/in/': '', 'opt/app/a': 'old' }, { 'opt/app': 'file' });
    const mounted = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none "$0" && exec "$@"', at('opt/app/in')];
    expect(apply(root, next, mounted).last).toBe(
      'Nothing was changed: /opt/app gives its place to a file, and is or holds a mount point. Unmount it and start again.',
    );
    expect(text('opt/app/a')).toBe('old');
  });
});
