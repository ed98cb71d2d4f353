import { execFileSync } from 'node:child_process';
import { closeSync, lstatSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { capture } from '../../src/layers/capture.js';
import { layerDigest } from '../../src/layers/entries.js';
import { epoch, room } from './fixtures.js';

function install(script: string): { dir: string; fakerootState: string } {
  const here = room();
  const dir = path.join(here, 'dest');
  mkdirSync(dir);
  const fakerootState = path.join(here, 'state');
  execFileSync('fakeroot', ['-s', fakerootState, 'sh', '-euc', `umask 022; ${script}`], { cwd: dir });
  return { dir, fakerootState };
}

describe('capture', () => {
  it('lists owners, modes, devices and links as fakeroot knows them', async () => {
    const installed = install(`
      mkdir -p usr/bin dev var; printf hello >usr/bin/su; chown 5:6 usr/bin/su; chmod 4755 usr/bin/su
      ln usr/bin/su usr/bin/also; ln -s ../usr/bin bin; mknod dev/null c 1 3; chmod 666 dev/null; mknod dev/big b 259 70000
      mkfifo var/pipe; chmod 1777 var; printf x >'a b
c'; printf y >'ü'`);
    const entries = await capture({ ...installed, epoch });
    const common = { uid: 0, gid: 0 };
    const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    expect(entries).toMatchObject([
      { type: 'file', path: 'a b\nc', mode: 0o644, ...common, size: 1 },
      { type: 'symlink', path: 'bin', target: '../usr/bin', mode: 0o777, ...common },
      { type: 'dir', path: 'dev', mode: 0o755, ...common },
      { type: 'block', path: 'dev/big', major: 259, minor: 70000 },
      { type: 'char', path: 'dev/null', major: 1, minor: 3, mode: 0o666, ...common },
      { type: 'dir', path: 'usr' },
      { type: 'dir', path: 'usr/bin' },
      { type: 'file', path: 'usr/bin/also', mode: 0o4755, uid: 5, gid: 6, size: 5, sha256: hello },
      { type: 'hardlink', path: 'usr/bin/su', mode: 0o4755, uid: 5, gid: 6, target: 'usr/bin/also' },
      { type: 'dir', path: 'var', mode: 0o1777 },
      { type: 'fifo', path: 'var/pipe' },
      { type: 'file', path: 'ü' },
    ]);
    expect(lstatSync(path.join(installed.dir, 'usr/bin/su')).mtimeMs).toBe(epoch * 1000);
    expect(lstatSync(path.join(installed.dir, 'bin')).mtimeMs).toBe(epoch * 1000);
  });

  it('gives equal digests for equal content, and takes owner and mode from the recipe for all names of a file', async () => {
    const installed = install('for d in one two; do mkdir $d; printf 1 >$d/a; ln $d/a $d/b; chown 3 $d/a; done');
    const { dir, fakerootState } = installed;
    const of = (name: string, attributes: { path: string; mode?: number; gid?: number }[] = []) =>
      capture({ dir: path.join(dir, name), fakerootState, epoch, attributes });
    const before = layerDigest(await of('one'));
    expect(layerDigest(await of('two'))).toBe(before);
    const entries = await of('two', [{ path: 'b', mode: 0o4711, gid: 9 }]);
    expect(entries).toMatchObject([
      { type: 'file', path: 'a', mode: 0o4711, uid: 3, gid: 9 },
      { type: 'hardlink', path: 'b', mode: 0o4711, uid: 3, gid: 9 },
    ]);
    expect(layerDigest(entries)).not.toBe(before);
    await expect(of('two', [{ path: 'nope', mode: 0 }])).rejects.toThrow(/nope, which was not installed/);
  });

  it('keeps extended attributes of the files themselves', async () => {
    const dir = room();
    writeFileSync(path.join(dir, 'odd = \\name\n'), 'x');
    execFileSync('setfattr', ['-n', 'user.origin', '-v', 'here\n', path.join(dir, 'odd = \\name\n')]);
    const [entry] = await capture({ dir, epoch });
    expect(entry).toMatchObject({
      path: 'odd = \\name\n',
      xattrs: { 'user.origin': Buffer.from('here\n').toString('base64') },
    });
  });

  it('gives the builder’s own files to root where there is no fakeroot', async () => {
    const dir = room();
    writeFileSync(path.join(dir, 'mine'), '');
    expect(await capture({ dir, epoch })).toMatchObject([{ uid: 0, gid: 0 }]);
  });

  it('refuses names that are not UTF-8, and sockets, in one sentence', async () => {
    const dir = room();
    closeSync(openSync(Buffer.concat([Buffer.from(`${dir}/bad`), Buffer.from([0xff])]), 'w'));
    await expect(capture({ dir, epoch })).rejects.toThrow(/bytes 626164ff.*not UTF-8.*rename it/);
    const other = room();
    execFileSync('python3', ['-c', `import socket; socket.socket(socket.AF_UNIX).bind('${other}/s')`]);
    await expect(capture({ dir: other, epoch })).rejects.toThrow(/is a socket/);
  });
});
