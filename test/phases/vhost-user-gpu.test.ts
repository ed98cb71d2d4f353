import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { phase } from '../../src/phases/13_install_smechvisor.js';
import { room } from '../layers/fixtures.js';
import { runPhase } from './context.js';

const link = 'etc/runlevels/default/vhost-user-gpu';

describe('vhost-user-gpu', () => {
  it('is a service of the default runlevel where the operator has brought it along, and only there', async () => {
    const without = await runPhase(phase, room());
    expect(without.entries.has(link)).toBe(false);
    const dir = room();
    mkdirSync(path.join(dir, 'root/essentials'), { recursive: true });
    writeFileSync(path.join(dir, 'root/essentials/vhost-user-gpu'), 'program');
    const { entries } = await runPhase(phase, dir);
    expect(entries.get('usr/libexec/vhost-user-gpu')).toMatchObject({ mode: 0o755 });
    expect(entries.get(link)).toMatchObject({ type: 'symlink', target: '/etc/init.d/vhost-user-gpu' });
  });
});
