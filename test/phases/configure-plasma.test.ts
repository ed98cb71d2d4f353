import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ViewLayer } from '../../src/layers/create-view.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import { phase } from '../../src/phases/05_configure_plasma.js';
import { smechos } from '../../src/profiles/smechos.js';
import { manifestOf, room } from '../layers/fixtures.js';
import { runPhase } from './context.js';

const system: Record<string, string> = {
  'usr/bin/startplasma-wayland': 'program',
  'usr/bin/sddm': 'program',
  'usr/bin/dbus-daemon': 'program',
  'usr/libexec/elogind': 'program',
  'usr/sbin/openrc-run': 'program',
  'usr/lib/session-starter': 'program',
  'usr/lib/x86_64-linux-gnu/security/pam_elogind.so': 'module',
  'usr/lib/x86_64-linux-gnu/security/pam_permit.so': 'module',
  'etc/passwd': 'root:x:0:0::/root:/bin/sh\nsddm:x:101:102::/var/lib/sddm:/bin/false\n',
  'etc/group': 'root:x:0:\nsddm:x:102:\nvideo:x:44:\n',
  'etc/shadow': 'root:!*:1:0:99999:7:::\nsddm:!*:1:0:99999:7:::\n',
  'etc/gshadow': 'root:!*::\nsddm:!*::\nvideo:!*::\n',
  'etc/inittab': '1:2345:respawn:/sbin/getty tty1\n2:2:respawn:/sbin/getty tty2\n',
  'etc/skel/.profile': 'umask 027\n',
  'etc/init.d/dbus': '#!/usr/sbin/openrc-run\nown\n',
  'etc/init.d/sddm': '#!/bin/sh\n### BEGIN INIT INFO\n',
  'etc/pam.d/sddm-autologin': 'auth required pam_permit.so\nsession required pam_elogind.so\n',
  'etc/pam.d/sddm': 'auth include system-login\n',
  'usr/share/wayland-sessions/plasma.desktop':
    '[Desktop Entry]\nExec=/usr/lib/session-starter /usr/bin/startplasma-wayland\n',
};

type Folders = [path: string, mode: number][];

async function layerOf(dir: string, files: Record<string, string>, folders: Folders): Promise<ViewLayer> {
  const tree = path.join(dir, 'system');
  mkdirSync(tree, { recursive: true });
  const writer = createLayerWriter(tree, 1767225600);
  for (const [name, text] of Object.entries(files)) await writer.file(name, text, rightsOf(name, text));
  for (const [name, mode] of folders) writer.dir(name, { mode });
  return { unit: 'system', tree, manifest: manifestOf('system', await writer.finish()) };
}

function rightsOf(name: string, text: string) {
  if (name.endsWith('shadow')) return { mode: 0o640, gid: 42 };
  return text === 'setuid' ? { mode: 0o4754, gid: 106 } : {};
}

async function configure(files: Record<string, string> = system, settings: object = {}, folders: Folders = []) {
  const dir = room();
  return runPhase(phase, dir, { profile: smechos, settings, earlier: [await layerOf(dir, files, folders)] });
}
const without = (name: string) => Object.fromEntries(Object.entries(system).filter(([key]) => key !== name));

describe('05_configure_plasma', () => {
  it('makes an account, its login, services and their files', async () => {
    const { entries, content, missing } = await configure();
    const text = (name: string) => readFileSync(content(name), 'utf8');
    expect(missing).toEqual([]);
    expect(text('etc/sddm.conf.d/autologin.conf')).toBe('[Autologin]\nUser=smech\nSession=plasma\nRelogin=false\n');
    expect(text('etc/passwd')).toContain('\nsmech:x:1000:1000:');
    expect(entries.get('etc/shadow')).toMatchObject({ mode: 0o640, gid: 42 });
    expect(entries.get('home/smech')).toMatchObject({ type: 'dir', mode: 0o700, uid: 1000, gid: 1000 });
    expect(entries.get('home/smech/.profile')).toMatchObject({ uid: 1000, gid: 1000 });
    expect(entries.get('var/lib/sddm')).toMatchObject({ mode: 0o750, uid: 101, gid: 102 });
    for (const name of ['dbus', 'elogind', 'sddm'])
      expect(entries.get(`etc/runlevels/default/${name}`)).toMatchObject({ target: `/etc/init.d/${name}` });
    expect(text('etc/inittab')).toMatch(/^# .*tty1\n2:/);
    expect(text('etc/xdg/startkderc')).toContain('systemdBoot=false');
  });

  it('gives compiled services the rights that a distribution gives them, and leaves those of a distribution', async () => {
    const helper = 'usr/libexec/dbus-daemon-launch-helper';
    const groups = { 'etc/group': `${system['etc/group']}messagebus:x:106:\npolkitd:x:993:\n` };
    const { entries, content } = await configure({ ...system, ...groups, [helper]: 'helper' }, {}, [
      ['etc/polkit-1/rules.d', 0o750],
      ['usr/share/polkit-1/rules.d', 0o755],
    ]);
    expect(entries.get(helper)).toMatchObject({ mode: 0o4750, uid: 0, gid: 106 });
    expect(readFileSync(content(helper), 'utf8')).toBe('helper');
    expect(entries.get('etc/polkit-1/rules.d')).toMatchObject({ type: 'dir', mode: 0o750, gid: 993 });
    expect(entries.has('usr/share/polkit-1/rules.d')).toBe(false);

    const debian = await configure({ ...system, [helper]: 'setuid' });
    expect(debian.entries.has(helper)).toBe(false);
  });

  it("keeps OpenRC's own services and PAM files that work, and replaces others", async () => {
    const { entries } = await configure();
    expect(entries.has('etc/init.d/dbus')).toBe(false);
    expect(entries.get('etc/init.d/sddm')).toMatchObject({ mode: 0o755 });
    expect(entries.has('etc/pam.d/sddm-autologin')).toBe(false);
    expect(entries.get('etc/pam.d/sddm')).toMatchObject({ mode: 0o644 });
  });

  it("keeps an operator's files and home, and does as smechdeploy.json says", async () => {
    const own = {
      'etc/sddm.conf.d/autologin.conf': '[Autologin]\nUser=other\n',
      'etc/xdg/kscreenlockerrc': '[Daemon]\n',
      'home/alice/notes': 'text',
    };
    const { entries } = await configure({ ...system, ...own }, { desktop: { user: 'alice' } });
    for (const name of ['etc/sddm.conf.d/autologin.conf', 'etc/xdg/kscreenlockerrc', 'home/alice'])
      expect(entries.has(name)).toBe(false);
    const asked = await configure(system, { desktop: { autologin: false } });
    expect(asked.entries.has('etc/sddm.conf.d/autologin.conf')).toBe(false);
  });

  it('lets the session start PipeWire with its manager, where both are there', async () => {
    const started = (entries: ReadonlyMap<string, unknown>) => entries.has('etc/xdg/autostart/smech-sound.desktop');
    const pipewire = { 'usr/bin/pipewire': 'program' };
    const half = await configure({ ...system, ...pipewire });
    expect(started(half.entries)).toBe(false);
    const { entries, content } = await configure({ ...system, ...pipewire, 'usr/bin/wireplumber': 'program' });
    expect(started(entries)).toBe(true);
    expect(readFileSync(content('etc/pipewire/pipewire.conf.d/10-smech-session.conf'), 'utf8')).toContain(
      '"/usr/bin/wireplumber"',
    );
  });

  it('says what a system without a desktop lacks, and leaves it as it is', async () => {
    const { entries, missing } = await configure(without('usr/bin/sddm'));
    expect(missing).toEqual([expect.stringMatching(/no desktop: SDDM \(usr\/bin\/sddm\) missing: .*--desktop/)]);
    expect(entries.size).toBe(0);
  });

  it('says when a login does not reach elogind', async () => {
    const { missing } = await configure({ ...system, 'etc/pam.d/sddm-autologin': 'auth required pam_permit.so\n' });
    expect(missing).toEqual([expect.stringContaining('pam_elogind.so')]);
  });

  it('refuses a session that is not there, and one whose program is not', async () => {
    await expect(configure(system, { desktop: { session: 'other' } })).rejects.toThrow(/which has plasma: choose one/);
    await expect(configure(without('usr/lib/session-starter'))).rejects.toThrow(/starts \/usr\/lib\/session-starter/);
  });

  it('brings a session file for a Plasma that has none', async () => {
    const files = { ...without('usr/share/wayland-sessions/plasma.desktop') };
    const { entries } = await configure(files);
    expect(entries.has('usr/share/wayland-sessions/plasma.desktop')).toBe(true);
  });
});
