import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { room } from '../layers/fixtures.js';
import { buildSpkVisor } from './build.js';
import { freePort, type Meddling, makeInstaller, makeNode, meddle, Started } from './ends.js';

const program = await buildSpkVisor();
const running: Started[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const start = (args: string[]) => {
  const started = new Started([program, ...args]);
  running.push(started);
  return started;
};

/** A shim that waits, a node that has packages. */
async function ends(options: { installer?: string; shim?: string[] } = {}) {
  const dir = room();
  const node = makeNode(dir);
  const [port, announced] = [await freePort(), await freePort()];
  const into = path.join(dir, 'incoming');
  const installer = makeInstaller(dir, options.installer ?? 'echo installed on vda');
  const shim = start([
    ...['receive-deploy', '--into', into, '--install', installer, '--announce', '127.0.0.1'],
    ...['--port', String(port), '--announce-port', String(announced), ...(options.shim ?? [])],
  ]);
  const code = async (from = 0) => (await shim.waitFor(/^Code: (\S{7})$/m, from))[1] ?? '';
  await code();
  const own = ['--packages', node.packages, '--shadow', node.shadow];
  return {
    ...{ dir, node, into, shim, code, port },
    deploy: async (typed: string, through = port) =>
      start(['deploy-system-img-copy', typed, ...own, '--to', '127.0.0.1', '--port', String(through)]).ended,
    search: (typed: string) =>
      start(['deploy-system-img-copy', typed, ...own, '--announce-port', String(announced)]).ended,
  };
}

type Ends = Awaited<ReturnType<typeof ends>>;

/** Deploys through a machine in the middle: refused on both ends, nothing kept, the installer not started. */
async function refusedBy({ shim, into, port, deploy, code }: Ends, meddling: Meddling): Promise<string> {
  const from = shim.output.length;
  const typed = await code();
  const { code: exit, output } = await deploy(typed, await meddle(port, meddling));
  expect(exit, output).toBe(1);
  await shim.waitFor(/^Last try: /m, from);
  expect(readdirSync(into)).toEqual([]);
  expect(shim.output).not.toContain('started with');
  return output;
}

/** The code that is shown last. */
const shownCode = ({ shim }: Ends) => [...shim.output.matchAll(/^Code: (\S{7})$/gm)].at(-1)?.[1] ?? '';

async function succeeds(all: Ends): Promise<void> {
  const { code, output } = await all.deploy(shownCode(all));
  expect(output).toContain('installed on vda');
  expect(code).toBe(0);
}

describe('a deployment', () => {
  it('finds the shim by what it announces; the packages arrive as they are, and both screens tell the installation', async () => {
    const { search, code, shim, into, node } = await ends();
    const shown = await code();
    expect(shown).toMatch(/^[2-9ACDEFGHJKMNPQRTVWXY]{7}$/);
    const sent = await search(`${shown.slice(0, 3).toLowerCase()}-${shown.slice(3)}`);
    expect(sent.output).toContain(' at 127.0.0.1');
    expect(sent.output).toContain(
      '  started with: SHA256SUMS root.hash smechvisor-base.tar.xz smechvisor-daemon.tar.xz',
    );
    expect(sent.output).toContain('smechvisor-base.tar.xz: OK');
    expect(sent.output).toMatch(/installed on vda\n$/);
    expect(sent.code).toBe(0);
    expect((await shim.ended).code).toBe(0);
    expect(shim.output).toContain('installed on vda');
    for (const name of readdirSync(node.packages))
      expect(readFileSync(path.join(into, name)).equals(readFileSync(path.join(node.packages, name))), name).toBe(true);
    expect(readFileSync(path.join(into, 'root.hash'), 'utf8')).toBe(`${node.hash}\n`);
    expect(statSync(path.join(into, 'root.hash')).mode & 0o777).toBe(0o600);
    expect(statSync(into).mode & 0o777).toBe(0o700);
    expect(sent.output + shim.output).not.toContain(node.hash);
  });

  it('is refused with a wrong code, which after three is worth nothing; the new one works', async () => {
    const all = await ends();
    const first = shownCode(all);
    const wrong = first.startsWith('2') ? '3333333' : '2222222';
    for (const told of ['2 more', '1 more', 'this is a new one']) {
      const from = all.shim.output.length;
      const { code, output } = await all.deploy(wrong);
      expect(code).toBe(1);
      expect(output).toContain('The code is wrong: type the one that the shim at 127.0.0.1 shows now.');
      await all.shim.waitFor(new RegExp(`^Last try: .*wrong code.*${told}`, 'm'), from);
    }
    const second = shownCode(all);
    expect(second).not.toBe(first);
    expect((await all.deploy(first)).output).toContain('The code is wrong');
    await succeeds(all);
  });

  it('is refused when the connection is cut anywhere; the next try succeeds', async () => {
    const all = await ends();
    for (const cutAfter of [5, 300, 600, 1200, 100_000, 400_000])
      expect(await refusedBy(all, { cutAfter }), String(cutAfter)).toMatch(/cut|silent/);
    await succeeds(all);
  }, 60_000);

  it('is refused when one bit is turned anywhere; the next try succeeds', async () => {
    const all = await ends();
    // Handshake and offer come first, then some 400 kB of packages.
    const offset = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 700, max: 400_000 }));
    await fc.assert(
      fc.asyncProperty(offset, async (flip) => {
        await refusedBy(all, { flip });
      }),
      { numRuns: 12, examples: [[0], [9], [400], [300_000]] },
    );
    await succeeds(all);
  }, 120_000);

  it('says on both screens what was changed on its way', async () => {
    const all = await ends();
    expect(await refusedBy(all, { flip: 200_000 })).toContain(
      'The shim says: What came over the connection was changed',
    );
    expect(all.shim.output).toMatch(
      /^Last try: What came over the connection was changed on its way\.\nNothing on a disk/m,
    );
  });

  it('is refused before a package is sent when the disk is too small', async () => {
    const all = await ends({ shim: ['--disk-bytes', String(100 << 20)] });
    const { code, output } = await all.deploy(shownCode(all));
    expect(code).toBe(1);
    expect(output).toMatch(/The shim says: The disk is too small: it has 100 MiB, and this system needs 4\d\d MiB/);
    expect(output).not.toContain('Sending');
    await all.shim.waitFor(/^Last try: The disk is too small/m);
  });

  it('does not pass on a package that is damaged on the node', async () => {
    const all = await ends();
    const file = path.join(all.node.packages, 'smechvisor-daemon.tar.xz');
    const content = readFileSync(file);
    content[100] = (content[100] ?? 0) ^ 1;
    writeFileSync(file, content);
    const { code, output } = await all.deploy(shownCode(all));
    expect(code).toBe(1);
    expect(output).toContain('smechvisor-daemon.tar.xz on this node is damaged');
    await all.shim.waitFor(/^Last try: /m);
    expect(readdirSync(all.into)).toEqual([]);
  });

  it('tells why the installation failed', async () => {
    const all = await ends({ installer: 'echo the disk vda does not answer; exit 1' });
    const { code, output } = await all.deploy(shownCode(all));
    expect(code).toBe(1);
    expect(output).toContain('The shim says: the disk vda does not answer');
    expect((await all.shim.ended).code).toBe(4);
  });

  it('survives whatever else comes to its port', async () => {
    const all = await ends();
    const hello = Buffer.from('SPKVISOR\u0001');
    const frames = fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), frames, async (polite, pieces) => {
        const from = all.shim.output.length;
        const stranger = connect(all.port, '127.0.0.1');
        stranger.on('error', () => undefined);
        stranger.resume();
        if (polite) stranger.write(hello);
        for (const piece of pieces) {
          const length = Buffer.alloc(2);
          length.writeUInt16BE(piece.length);
          stranger.write(polite ? Buffer.concat([length, piece]) : piece);
        }
        stranger.end();
        await all.shim.waitFor(/^Last try: /m, from);
      }),
      { numRuns: 20 },
    );
    await succeeds(all);
  }, 60_000);
});
