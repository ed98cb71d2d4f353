import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { phase } from '../../src/phases/13_install_smechvisor.js';
import { room } from '../layers/fixtures.js';
import { runPhase } from './context.js';

/** Puts a file below the deploy root of `dir`. */
function put(dir: string, name: string, text: string, mode = 0o755): string {
  const file = path.join(dir, 'root', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const components = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('13_install_smechvisor', () => {
  it('installs the built-in control plane as a service and records that there is no VMM', async () => {
    const { entries, missing, prebuilt, content } = await runPhase(phase, room());
    for (const program of ['usr/sbin/smechvisord', 'etc/init.d/smechvisord'])
      expect(entries.get(program)).toMatchObject({ mode: 0o755 });
    for (const script of ['status', 'vms'])
      expect(entries.get(`usr/share/smechvisord/web/cgi-bin/${script}`)).toMatchObject({ mode: 0o755 });
    for (const text of ['web/index.html', 'lib/answer.sh'])
      expect(entries.get(`usr/share/smechvisord/${text}`)).toMatchObject({ mode: 0o644 });
    const link = entries.get('etc/runlevels/default/smechvisord');
    expect(link).toMatchObject({ type: 'symlink', target: '/etc/init.d/smechvisord' });
    expect(entries.has('usr/bin/cloud-hypervisor')).toBe(false);
    expect(missing.join()).toContain('essentials/cloud-hypervisor is missing');
    expect(prebuilt).toEqual([]);
    expect(components(content('usr/share/smechvisord/components.json'))).toEqual({
      schemaVersion: 1,
      controlPlane: 'built-in',
      vmm: null,
    });
  });

  it("takes the operator's VMM from a file, and with ch-remote from a folder", async () => {
    const file = room();
    put(file, 'essentials/cloud-hypervisor', 'the monitor');
    const alone = await runPhase(phase, file);
    expect(alone.entries.get('usr/bin/cloud-hypervisor')).toMatchObject({ mode: 0o755 });
    expect(alone.missing.join()).toContain('no ch-remote');
    const folder = room();
    put(folder, 'essentials/cloud-hypervisor/cloud-hypervisor', 'the monitor');
    put(folder, 'essentials/cloud-hypervisor/ch-remote', 'its remote');
    const both = await runPhase(phase, folder);
    expect(readFileSync(both.content('usr/bin/cloud-hypervisor'), 'utf8')).toBe('the monitor');
    expect(readFileSync(both.content('usr/bin/ch-remote'), 'utf8')).toBe('its remote');
    expect(both.missing).toEqual([]);
    expect(both.prebuilt).toEqual(['cloud-hypervisor from essentials/cloud-hypervisor']);
  });

  it("prefers the operator's control plane, whole", async () => {
    const dir = room();
    put(dir, 'essentials/smechvisord/smechvisord', 'own daemon');
    await expect(runPhase(phase, dir)).rejects.toMatchObject({ message: expect.stringContaining('web is missing') });
    put(dir, 'essentials/smechvisord/web/app.html', 'own page', 0o644);
    put(dir, 'essentials/smechvisord/openrc.init', 'own service');
    const { entries, content, prebuilt } = await runPhase(phase, dir);
    expect(readFileSync(content('usr/sbin/smechvisord'), 'utf8')).toBe('own daemon');
    expect(readFileSync(content('etc/init.d/smechvisord'), 'utf8')).toBe('own service');
    expect(entries.has('etc/conf.d/smechvisord')).toBe(true);
    expect(entries.has('usr/share/smechvisord/web/app.html')).toBe(true);
    expect(entries.has('usr/share/smechvisord/web/index.html')).toBe(false);
    expect(entries.has('usr/share/smechvisord/lib/answer.sh')).toBe(false);
    expect(prebuilt).toEqual(['smechvisord from essentials/smechvisord']);
  });

  it('refuses a program that is not executable', async () => {
    const dir = room();
    const file = put(dir, 'essentials/cloud-hypervisor', 'text', 0o644);
    await expect(runPhase(phase, dir)).rejects.toMatchObject({ message: expect.stringContaining(`${file} is not`) });
  });
});
