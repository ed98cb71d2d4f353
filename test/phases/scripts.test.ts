import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';

const below = (folder: string) =>
  readdirSync(packageFile(folder), { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => path.join(item.parentPath, item.name));

const services = below('config/openrc/init.d');
const shellScripts = [...services, ...below('payload')].filter(
  (file) => readFileSync(file, 'utf8').startsWith('#!') || file.endsWith('.sh'),
);

describe('shell scripts that go into the target', () => {
  it('are many', () => expect(shellScripts.length).toBeGreaterThan(25));

  it.each(shellScripts.map((file) => [path.relative(packageFile(), file), file]))(
    "%s is BusyBox's shell",
    (_, file) => {
      const { status, stderr } = spawnSync('busybox', ['sh', '-n', file], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    },
  );
});

describe('services', () => {
  it.each(services.map((file) => [path.basename(file), readFileSync(file, 'utf8')]))(
    '%s runs under OpenRC and says what it is and what it needs',
    (_, text) => {
      expect(text).toMatch(/^#!\/sbin\/openrc-run\n/);
      expect(text).toMatch(/^description=".+"$/m);
      expect(text).toMatch(/^depend\(\) \{$/m);
      expect(text).toMatch(/^(start\(\) \{|command=\/)/m);
    },
  );

  it('need only services and facilities that there are', () => {
    const texts = services.map((file) => readFileSync(file, 'utf8'));
    const words = (verb: string) =>
      texts
        .flatMap((text) => [...text.matchAll(new RegExp(`^\\t${verb} (.*)$`, 'gm'))])
        .flatMap((m) => m[1]?.split(' '));
    const there = [...services.map((file) => path.basename(file)), ...words('provide')];
    for (const name of words('need')) expect(there).toContain(name);
  });
});
