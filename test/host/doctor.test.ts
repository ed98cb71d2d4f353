import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseTools, examine, fixHost, toolFinding } from '../../src/host/doctor.js';
import { layoutOf } from '../../src/host/layout.js';
import { nodeFinding, spaceFindings } from '../../src/host/machine.js';
import { completePath } from '../../src/host/search-path.js';
import { describeMissing, lookUp, lookUpAll } from '../../src/host/tools.js';
import { compareVersions, versionIn } from '../../src/host/version.js';
import { scratch } from '../orders/helpers.js';
import { canBeOrdinary, powerless } from './powerless.js';

const base = scratch();
const bin = path.join(base, 'bin');
mkdirSync(bin);
/** A real program, of this test's own making, in a PATH of its own. */
const program = (name: string, text: string) => {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(bin, name), 0o755);
};
program('newish', 'echo "newish (GNU) 2.10.3"');
program('shy', 'exit 1');
program('slow-reader', 'cat; echo "slow-reader 1.0"');
const env = { PATH: bin };
const sudo = process.getuid?.() === 0 ? '' : 'sudo ';

describe('versions', () => {
  it.each([
    ['gcc (Debian 12.2.0-14) 12.2.0', '12.2.0'],
    ['QEMU emulator version 7.2.13 (Debian 1:7.2+dfsg-7)', '7.2.13'],
    ['debugfs 1.47.0 (5-Feb-2023)', '1.47.0'],
    ['less 590 (GNU regular expressions)', '590'],
    ['This is perl 5, version 36, subversion 0 (v5.36.0) built', '5.36.0'],
    ['no idea', null],
  ])('in %j', (output, version) => {
    expect(versionIn(output)).toBe(version);
  });

  it('compare by numeric fields', () => {
    const sorted = ['1.9', '1.10', '1.10.1', '2', '2.0.1', '10.0'];
    expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
    expect(compareVersions('2', '2.0.0')).toBe(0);
    const version = fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }).map((fields) => fields.join('.'));
    fc.assert(
      fc.property(version, version, (a, b) => Math.sign(compareVersions(a, b)) === -Math.sign(compareVersions(b, a))),
    );
  });
});

describe('lookUp', () => {
  it.each([
    [
      { command: 'newish', package: 'p', atLeast: '2.9' },
      { path: `${bin}/newish`, version: '2.10.3', state: 'ok' },
    ],
    [
      { command: 'newish', package: 'p', atLeast: '2.11' },
      { path: `${bin}/newish`, version: '2.10.3', state: 'old' },
    ],
    [
      { command: 'newish', package: 'p' },
      { path: `${bin}/newish`, version: null, state: 'ok' },
    ],
    [
      { command: 'shy', package: 'p', atLeast: '1' },
      { path: `${bin}/shy`, version: null, state: 'ok' },
    ],
    [
      { command: 'slow-reader', package: 'p', atLeast: '1' },
      { path: `${bin}/slow-reader`, version: '1.0', state: 'ok' },
    ],
    [
      { command: 'no-such-program', package: 'p' },
      { path: null, version: null, state: 'missing' },
    ],
    [
      { command: '/etc/passwd', package: 'p' },
      { path: '/etc/passwd', version: null, state: 'ok' },
    ],
    [
      { command: '/usr/include/none.h', package: 'p' },
      { path: null, version: null, state: 'missing' },
    ],
  ])('%j', async (tool, expected) => {
    expect(await lookUp(tool, { env })).toEqual({ tool, ...expected });
  });

  it('finds system programs where an ordinary user has no such PATH', async () => {
    const [found] = await lookUpAll([{ command: 'debugfs', package: 'e2fsprogs' }], {
      env: { PATH: '/usr/bin:/bin' },
      versions: 'all',
    });
    expect(found).toMatchObject({ state: 'ok', version: expect.stringMatching(/^1\./) });
    expect(completePath('/usr/sbin:/bin')).toBe('/usr/sbin:/bin:/usr/local/sbin:/sbin');
  });

  it('looks once for what several need, with the highest least version', async () => {
    const found = await lookUpAll(
      [
        { command: 'newish', package: 'p', atLeast: '1' },
        { command: 'newish', package: 'q', atLeast: '3' },
        { command: 'newish', package: 'r' },
      ],
      { env },
    );
    expect(found).toEqual([
      {
        tool: { command: 'newish', package: 'p', atLeast: '3' },
        path: `${bin}/newish`,
        version: '2.10.3',
        state: 'old',
      },
    ]);
    expect(describeMissing(found)).toBe(
      `This machine lacks newish 3 (this is 2.10.3): run again with --fix, or \`${sudo}apt-get install -y --no-install-recommends p\`.`,
    );
  });
});

describe('doctor', () => {
  const layout = layoutOf(path.join(base, 'root'), { SMECHDEPLOY_CACHE_DIR: path.join(base, 'cache') });
  mkdirSync(layout.root);

  it('looks at programs, Node, space, rights, apt, KVM and user namespaces', async () => {
    const findings = await examine([{ command: 'no-such-program', package: 'none' }], {
      layout,
      target: path.join(base, 'target'),
    });
    const of = (what: string) => findings.find((finding) => finding.what === what);
    expect(of('no-such-program')).toMatchObject({
      state: 'missing',
      fix: `\`${sudo}apt-get install -y --no-install-recommends none\``,
    });
    expect(of('tar')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^1\.\d+.* \/.*\/tar$/) });
    expect(of('Node')?.detail).toBe(process.versions.node);
    expect(of('rights in the target')).toMatchObject({ state: 'ok' });
    const more = ['space for the cache', 'space for the target', 'installing packages', 'KVM', 'user namespaces'];
    expect(more.map((what) => of(what)?.what)).toEqual(more);
    expect(of('KVM')?.detail).toMatch(/not probed|^no /);
    for (const { state, fix } of findings) expect(fix === null).toBe(state === 'ok');
  });

  it('takes an old Node for old', () => {
    expect(nodeFinding('20.19.2')).toMatchObject({ state: 'old', fix: 'install Node 22 or newer' });
  });

  it('lets no machine build that has no room at all', async () => {
    // A file system of the kernel's, which has none.
    const findings = await spaceFindings(layout, '/sys/target');
    expect(findings.find(({ what }) => what === 'space for the target')).toMatchObject({
      state: 'missing',
      fix: 'make room: 2 GiB is advised',
    });
  });

  it('says what to do about a program that is too old', () => {
    const tool = { command: 'meson', package: 'meson', atLeast: '1.4' };
    expect(toolFinding({ tool, path: '/usr/bin/meson', version: '1.0.1', state: 'old' })).toMatchObject({
      detail: '1.0.1 /usr/bin/meson',
      fix: `1.4 or newer is needed: \`${sudo}apt-get install -y --no-install-recommends meson\`, or install a newer one by hand`,
    });
  });

  it('says that this user may not write', () => {
    const closed = path.join(base, 'closed');
    mkdirSync(closed, { mode: 0o500 });
    const findings = powerless('host/machine.js', 'rightsFindings', [layout, closed]);
    expect(findings).toContainEqual(
      expect.objectContaining({ what: 'rights in the target', state: 'missing', detail: `${closed} is not writable` }),
    );
  });

  const missing = (name: string) => ({
    what: 'x',
    state: 'missing' as const,
    detail: '',
    fix: '',
    tool: { command: name, package: name },
  });

  it('installs nothing when nothing is missing', async () => {
    expect(await fixHost(baseTools.map((tool) => ({ ...missing('x'), state: 'ok' as const, tool })))).toEqual([]);
  });

  it('without apt-get says what to install', () => {
    const message =
      "This machine has no apt-get: install aaa, zzz (Debian's package names) with its own package manager.";
    const result = powerless('host/doctor.js', 'fixHost', [[missing('zzz'), missing('aaa')]], { env });
    expect(result).toEqual({ message, exitCode: 3 });
  });

  it.runIf(canBeOrdinary)('as an ordinary user without a free sudo names the exact command', () => {
    const command = 'sudo apt-get install -y --no-install-recommends aaa zzz';
    const message = `Installing aaa, zzz needs root: run \`${command}\`, then this again.`;
    const result = powerless('host/doctor.js', 'fixHost', [[missing('zzz'), missing('aaa')]], { ordinary: true });
    expect(result).toEqual({ message, exitCode: 3 });
  });

  it.runIf(process.getuid?.() === 0)(
    'as root lets apt-get install, and says so when a program is still missing',
    async () => {
      const output: string[] = [];
      const findings = ['tar', 'no-such-program'].map((command) => ({
        ...missing('x'),
        tool: { command, package: 'tar' },
      }));
      const message = 'apt-get installed tar, and this machine still lacks no-such-program: install that by hand.';
      const fixing = fixHost(findings, { onOutput: (chunk) => output.push(chunk) });
      await expect(fixing).rejects.toMatchObject({ message, exitCode: 3 });
      expect(output.join('')).toContain('tar is already the newest version');
    },
  );
});
