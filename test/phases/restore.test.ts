import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readHostTree } from '../../src/layers/host-tree.js';
import { phase as restoreEtc } from '../../src/phases/restore_etc.js';
import { phase as restoreLib64 } from '../../src/phases/restore_lib64.js';
import { phase as restoreUtils } from '../../src/phases/restore_utils.js';
import { rotateAuth } from '../../src/phases/smechos/gemini-auth.js';
import { openrcFiles } from '../../src/phases/smechos/selections.js';
import { phase as writeUnreadable } from '../../src/phases/write_unreadable_etc.js';
import { smechos } from '../../src/profiles/smechos.js';
import { runPhase } from './context.js';

const base = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-restore-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const reference = path.join(base, 'reference');
const put = (name: string, text: string, mode = 0o644) => {
  mkdirSync(path.dirname(path.join(reference, name)), { recursive: true });
  writeFileSync(path.join(reference, name), text, { mode });
};
const compile = (name: string, source: string, args: string[]) => {
  mkdirSync(path.dirname(path.join(reference, name)), { recursive: true });
  const file = path.join(base, 'source.c');
  writeFileSync(file, source);
  execFileSync('gcc', [file, '-o', path.join(reference, name), '-nostdlib', ...args]);
};

const library = 'usr/lib/x86_64-linux-gnu';
put('usr/share/data', 'shared');
put('usr/share/doc/x/readme', 'long');
put('etc/passwd', 'root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n+nis::::::\n');
put('etc/group', 'root:x:0:\nshadow:x:42:\nwheel:x:10:user\n');
put('etc/shadow', 'root:$6$secret:1::::::\n', 0o640);
put('etc/ssh/ssh_host_ed25519_key', 'secret', 0o600);
put('etc/ssh/sshd_config', 'Port 22\n');
put('etc/ssl/private/server.pem', 'secret', 0o600);
put('etc/app/odd-name', 'text\n-----BEGIN RSA PRIVATE KEY-----\nsecret\n');
put('etc/app/pgp', '-----BEGIN PGP PRIVATE KEY BLOCK-----\nsecret\n');
linkSync(path.join(reference, 'etc/app/odd-name'), path.join(reference, 'etc/app/other-name'));
put('etc/machine-id', 'secret\n');
for (const name of ['hostname', 'hosts', 'resolv.conf']) put(`etc/${name}`, 'of the reference host\n');
for (const link of ['bin', 'lib']) symlinkSync(`usr/${link}`, path.join(reference, link));
compile(`${library}/libinner.so.1.5`, 'int inner(void) { return 1; }', ['-shared', '-Wl,-soname,libinner.so.1']);
symlinkSync('libinner.so.1.5', path.join(reference, library, 'libinner.so.1'));
compile(`${library}/libouter.so.2`, 'int inner(void); int outer(void) { return inner(); }', [
  ...['-shared', '-Wl,-soname,libouter.so.2', path.join(reference, library, 'libinner.so.1')],
]);
for (const name of ['libgcc_s.so.1', 'libstdc++.so.6.0.33'])
  compile(`${library}/${name}`, 'int start(void) { return 1; }', ['-shared']);
symlinkSync('libstdc++.so.6.0.33', path.join(reference, library, 'libstdc++.so.6'));
compile(`${library}/libunused.so.9`, 'int unused(void) { return 1; }', ['-shared']);
compile(`${library}/security/pam_x.so`, 'int pam(void) { return 1; }', ['-shared']);
compile('usr/lib/libgone.so.3', 'int gone(void) { return 1; }', ['-shared', '-Wl,-soname,libgone.so.3']);
compile('usr/bin/tool', 'int outer(void); int gone(void); void _start(void) { outer(); gone(); }', [
  ...[path.join(reference, library, 'libouter.so.2'), path.join(reference, 'usr/lib/libgone.so.3')],
  ...['-Wl,--allow-shlib-undefined'],
]);
rmSync(path.join(reference, 'usr/lib/libgone.so.3'));

const run = (phase: Parameters<typeof runPhase>[0], more: object = {}) =>
  runPhase(phase, mkdtempSync(path.join(base, 'run-')), { profile: smechos, reference, ...more });

describe('the restore phases', () => {
  it('take programs with their time stamps, and no documentation', async () => {
    const { entries } = await run(restoreUtils);
    const { mtimeNs } = statSync(path.join(reference, 'usr/bin/tool'), { bigint: true });
    expect(entries.get('usr/bin/tool')).toMatchObject({ type: 'file', mode: 0o755, mtimeNs: String(mtimeNs) });
    expect(entries.get('bin')).toMatchObject({ type: 'symlink', target: 'usr/bin' });
    expect(entries.has('usr/share/data')).toBe(true);
    expect([...entries.keys()].filter((name) => name.startsWith('usr/share/doc'))).toEqual([]);
  });

  it('take the libraries that are needed, by any number of steps, with their links, and say what lacks', async () => {
    const { layer } = await run(restoreUtils);
    const { entries, missing } = await run(restoreLib64, { earlier: [layer] });
    const names = ['libinner.so.1', 'libinner.so.1.5', 'libouter.so.2', 'security/pam_x.so'];
    for (const name of names) expect([...entries.keys()]).toContain(`${library}/${name}`);
    // What we compile ourselves needs them, whatever was restored.
    for (const name of ['libgcc_s.so.1', 'libstdc++.so.6', 'libstdc++.so.6.0.33'])
      expect([...entries.keys()]).toContain(`${library}/${name}`);
    expect(entries.has(`${library}/libunused.so.9`)).toBe(false);
    expect(missing).toEqual([`${reference} has no libgone.so.3, which usr/bin/tool needs: install it there.`]);
  });

  it('leave secrets where they are and make fresh files in their place', async () => {
    const { entries, layer, log } = await run(restoreEtc);
    expect([...entries.keys()].filter((name) => !name.endsWith('.d')).sort()).toEqual(
      ['etc', 'etc/app', 'etc/group', 'etc/passwd', 'etc/ssh', 'etc/ssh/sshd_config', 'etc/ssl'].sort(),
    );
    expect(log).toContain('left there: private keys: "etc/app/odd-name", "etc/app/other-name", "etc/app/pgp"');
    const fresh = await run(writeUnreadable, { earlier: [layer] });
    expect(fresh.entries.get('etc/shadow')).toMatchObject({ mode: 0o640, uid: 0, gid: 42 });
    const text = (name: string) => readFileSync(fresh.content(name), 'utf8');
    expect(text('etc/shadow')).toBe('root:!*:20454:0:99999:7:::\nuser:!*:20454:0:99999:7:::\n');
    expect(text('etc/gshadow')).toBe('root:!*::\nshadow:!*::\nwheel:!*::user\n');
    expect(text('etc/hostname')).toBe('smechos\n');
    expect(text('etc/hosts')).toContain('127.0.1.1 smechos\n');
    expect(fresh.entries.has('etc/resolv.conf')).toBe(false);
    expect(fresh.entries.get('etc/machine-id')).toMatchObject({ mode: 0o444, size: 0 });
    expect(fresh.entries.get('etc/ssl/private')).toMatchObject({ type: 'dir', mode: 0o710 });
  });

  it('take accounts without their passwords, and leave none that lets in without one', async () => {
    const host = path.join(base, 'hashes');
    mkdirSync(path.join(host, 'usr'), { recursive: true });
    mkdirSync(path.join(host, 'etc'));
    const passwd =
      'root:$6$hash:0:0:R\xf6\xf6t:/root:/bin/sh\n#old:$6$hash:9:9::/:/bin/sh\nguest::1:1::/:/bin/sh\n+::::::\n+a:$6$hash:::::\n';
    writeFileSync(path.join(host, 'etc/passwd'), passwd, { encoding: 'latin1', mode: 0o640 });
    writeFileSync(path.join(host, 'etc/group'), 'wheel:$6$hash:10:a\nopen::11:\n');
    const { entries, content } = await run(restoreEtc, { reference: host });
    expect(readFileSync(content('etc/passwd'), 'latin1')).toBe(
      'root:x:0:0:R\xf6\xf6t:/root:/bin/sh\n#old:x:9:9::/:/bin/sh\nguest:x:1:1::/:/bin/sh\n+::::::\n+a:x:::::\n',
    );
    expect(readFileSync(content('etc/group'), 'utf8')).toBe('wheel:x:10:a\nopen:x:11:\n');
    expect(entries.get('etc/passwd')).toMatchObject({ type: 'file', mode: 0o640 });
  });

  it('leave there what not everybody may read, but for what a system needs and is no secret, and say so', async () => {
    const host = path.join(base, 'guarded');
    const file = (name: string, mode: number) => {
      mkdirSync(path.dirname(path.join(host, name)), { recursive: true });
      writeFileSync(path.join(host, name), name, { mode });
      chmodSync(path.join(host, name), mode);
    };
    mkdirSync(path.join(host, 'usr'), { recursive: true });
    const secret = ['mysql/debian.cnf', 'ipsec.secrets', 'postfix/sasl_passwd', 'exim4/passwd.client', 'shadow.bak'];
    for (const name of secret) file(`etc/${name}`, name.startsWith('exim4') ? 0o640 : 0o600);
    // In a folder that not everybody may enter.
    file('etc/closed/deeper/token', 0o644);
    chmodSync(path.join(host, 'etc/closed'), 0o750);
    const needed = ['etc/sudoers', 'etc/sudoers.d/README', 'etc/polkit-1/rules.d/50-x.rules', 'etc/at.deny'];
    for (const name of needed) file(name, 0o440);
    chmodSync(path.join(host, 'etc/polkit-1/rules.d'), 0o750);
    file('etc/postfix/main.cf', 0o644);
    file('etc/conf.d/net', 0o600);
    const { entries, log } = await run(restoreEtc, { reference: host });
    const files = [...entries.values()].filter(({ type }) => type === 'file').map((entry) => entry.path);
    expect(files.sort()).toEqual([...needed, 'etc/postfix/main.cf'].sort());
    const said = log.find((line) => line.includes('what not everybody may read there')) ?? '';
    const left = [...secret, 'closed/deeper/token', 'conf.d/net'].map((name) => `etc/${name}`);
    for (const name of left) expect(said).toContain(JSON.stringify(name));
    // OpenRC's settings are taken by another phase.
    const openrc = await readHostTree(host, openrcFiles);
    expect(openrc.left).toEqual([{ path: 'etc/conf.d/net', why: 'private' }]);
    expect(openrc.entries.filter(({ type }) => type === 'file')).toEqual([]);
  });

  it('refuse a reference host that is none', async () => {
    await expect(run(restoreUtils, { reference: path.join(base, 'nowhere') })).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe('rotateAuth', () => {
  it('toggles the login, keeps other keys and rights, and shows no key', async () => {
    const folder = path.join(base, '.gemini');
    const file = path.join(folder, 'settings.json');
    expect(await rotateAuth(folder)).toMatchObject({ from: null, to: 'oauth-personal' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const settings = { theme: 'x', selectedAuthType: 'oauth-personal', apiKey: 'k3y', nested: { a: [1] } };
    writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
    const rotated = await rotateAuth(folder);
    expect(rotated).toMatchObject({ from: 'oauth-personal', to: 'gemini-api-key' });
    expect(JSON.stringify(rotated)).not.toContain('k3y');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...settings, selectedAuthType: 'gemini-api-key' });
    writeFileSync(file, '{"apiKey": "k3y", oops');
    await expect(rotateAuth(folder)).rejects.toThrow(/stays as it is/);
    await expect(rotateAuth(folder)).rejects.not.toThrow(/k3y/);
    expect(readFileSync(file, 'utf8')).toBe('{"apiKey": "k3y", oops');
  });
});
