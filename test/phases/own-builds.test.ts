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
  it('installs the built-in control plane as a service and says that there is no VMM', async () => {
    const { entries, log, content } = await runPhase(phase, room());
    expect(entries.get('usr/sbin/smechvisord')).toMatchObject({ mode: 0o755 });
    expect(entries.get('usr/share/smechvisord/web/cgi-bin/status')).toMatchObject({ mode: 0o755 });
    expect(entries.get('usr/share/smechvisord/web/index.html')).toMatchObject({ mode: 0o644 });
    const link = entries.get('etc/runlevels/default/smechvisord');
    expect(link).toMatchObject({ type: 'symlink', target: '/etc/init.d/smechvisord' });
    expect(entries.get('etc/init.d/smechvisord')).toMatchObject({ mode: 0o755 });
    expect(entries.has('usr/bin/cloud-hypervisor')).toBe(false);
    expect(log.join('\n')).toContain('no VMM installed');
    expect(components(content('usr/share/smechvisord/components.json'))).toEqual({
      schemaVersion: 1,
      controlPlane: 'built-in',
      vmm: null,
    });
  });

  it('fails without a VMM where the run is strict', async () => {
    await expect(runPhase(phase, room(), { strict: true })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('essentials/cloud-hypervisor is missing'),
    });
  });

  it.each(['essentials/cloud-hypervisor', 'essentials/cloud-hypervisor/cloud-hypervisor'])(
    "takes the operator's VMM from %s",
    async (place) => {
      const dir = room();
      put(dir, place, 'the monitor');
      const { entries, content } = await runPhase(phase, dir, { strict: true });
      expect(entries.get('usr/bin/cloud-hypervisor')).toMatchObject({ mode: 0o755 });
      expect(readFileSync(content('usr/bin/cloud-hypervisor'), 'utf8')).toBe('the monitor');
    },
  );

  it("prefers the operator's control plane, whole", async () => {
    const dir = room();
    put(dir, 'essentials/smechvisord/smechvisord', 'own daemon');
    await expect(runPhase(phase, dir)).rejects.toMatchObject({ message: expect.stringContaining('web is missing') });
    put(dir, 'essentials/smechvisord/web/app.html', 'own page', 0o644);
    const { entries, content } = await runPhase(phase, dir);
    expect(readFileSync(content('usr/sbin/smechvisord'), 'utf8')).toBe('own daemon');
    expect(entries.has('usr/share/smechvisord/web/app.html')).toBe(true);
    expect(entries.has('usr/share/smechvisord/web/index.html')).toBe(false);
  });

  it('refuses a program that is not executable', async () => {
    const dir = room();
    const file = put(dir, 'essentials/cloud-hypervisor', 'text', 0o644);
    await expect(runPhase(phase, dir)).rejects.toMatchObject({ message: expect.stringContaining(`${file} is not`) });
  });
});
