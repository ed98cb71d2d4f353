import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { writeTar } from '../../src/image/tar.js';
import { hostFolder, symlink } from '../../src/phases/visor/live-root.js';
import { room } from '../layers/fixtures.js';

describe('live root', () => {
  it('has the installer as root’s, what is started executable, its command beside the other programs', async () => {
    const tar = path.join(room(), 'root.tar');
    const entries = await hostFolder('usr/lib/smech/installer', packageFile('payload/installer'));
    entries.push(symlink('usr/sbin/smechvisor-install', '../lib/smech/installer/smechvisor-install'));
    await writeTar(entries, createWriteStream(tar), { epoch: 0 });
    const list = execFileSync('tar', ['-tvf', tar], { encoding: 'utf8' });
    expect(list).toMatch(/^drwxr-xr-x 0\/0 .* usr\/lib\/smech\/installer\/lib$/m);
    for (const name of ['session', 'start', 'smechvisor-install'])
      expect(list).toMatch(new RegExp(`^-rwxr-xr-x 0/0 .* usr/lib/smech/installer/${name}$`, 'm'));
    expect(list).toMatch(/^-rw-r--r-- 0\/0 .* usr\/lib\/smech\/installer\/steps\/unpack\.sh$/m);
    expect(list).toMatch(/usr\/sbin\/smechvisor-install -> \.\.\/lib\/smech\/installer\/smechvisor-install$/m);
  });
});
