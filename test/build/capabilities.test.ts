import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { make } from '../../src/build/drivers/index.js';
import { makeExt4 } from '../../src/image/ext4.js';
import { updateImage } from '../../src/image/image-update.js';
import type { LayerManifest } from '../../src/layers/manifest.js';
import type { Recipe, Step } from '../../src/recipes/define.js';
import { exec } from '../image/helpers.js';
import { type Room, recipe, room, sourceArchive } from './fixtures.js';

const epoch = 1767225600;
/** As the kernel keeps them (vfs_cap_data, version 2): cap_net_raw+ep, and cap_sys_nice+ep. */
const netRaw = Buffer.from('0100000200200000000000000000000000000000', 'hex').toString('base64');
const sysNice = Buffer.from('0100000200008000000000000000000000000000', 'hex').toString('base64');

const source = () =>
  sourceArchive('ping', {
    'ping.c': 'int main(void) { return 0; }\n',
    Makefile: [
      'ping: ping.c\n\t$(CC) -g -o ping ping.c',
      'install:\n\tmkdir -p $(DESTDIR)/bin\n\tinstall ping $(DESTDIR)/bin/new',
      '\tsetcap cap_net_raw+ep $(DESTDIR)/bin/new\n\tsetfattr -n user.origin -v here $(DESTDIR)/bin\n',
    ].join('\n'),
  });
const shell = (text: string): Step => ({ title: 'complete', argv: ['sh', '-ec', text], fakeroot: true });

const xattrsOf = ({ entries }: LayerManifest) =>
  Object.fromEntries(
    entries.flatMap((entry) => ('xattrs' in entry && entry.xattrs ? [[entry.path, entry.xattrs]] : [])),
  );

/** A file alone, with these steps after it. */
const buildFile = (here: Room, later: Step[], attributes?: Recipe['attributes']) =>
  here.build(recipe('file', { steps: [install, ...later], ...(attributes ? { attributes } : {}) }), {
    file: [sourceArchive('file', { file: 'content' })],
  });
const install = shell('mkdir @dest@/bin; cp file @dest@/bin/new; setcap cap_net_raw+ep @dest@/bin/new');

describe('capabilities of a recipe', { timeout: 120_000 }, () => {
  it('that an install step sets are in its layer, whatever later steps do with the file, and in the image', async ({
    skip,
  }) => {
    const here = room();
    const later = shell(
      'cd @dest@/bin; mv new ping; ln ping ping4; cp -a ping copy; cp ping plain; getcap ping | grep net_raw',
    );
    const manifest = await here.build(recipe('ping', { steps: [...make(), later] }), { ping: [source()] });
    const capability = { 'security.capability': netRaw };
    expect(xattrsOf(manifest)).toEqual({
      bin: { 'user.origin': Buffer.from('here').toString('base64') },
      ...{ 'bin/copy': capability, 'bin/ping': capability, 'bin/ping4': capability },
    });

    const image = path.join(here.root, 'root.img');
    await makeExt4({ out: image, sizeMiB: 8, label: 'root', fingerprint: 'f', epoch, exec });
    const entries = manifest.entries.flatMap((entry) =>
      entry.type === 'removed' ? [] : [{ entry, content: path.join(here.tree(manifest), entry.path) }],
    );
    await updateImage({ image, entries, epoch, exec });
    expect(await exec(['debugfs', '-R', 'ea_get -x /bin/ping security.capability', image])).toContain(
      '01 00 00 02 00 20',
    );
    const mounted = path.join(here.root, 'mounted');
    mkdirSync(mounted);
    // In a namespace of its own, so nothing is left of it.
    const look = 'mount -o ro,loop "$1" "$2" || exit 99; getcap "$2"/bin/*';
    const argv = ['-m', 'sh', '-c', look, 'sh', image, mounted];
    const { status, stdout } = spawnSync('unshare', argv, { encoding: 'utf8' });
    if (status !== 0) return skip('this machine mounts no images: debugfs alone was asked');
    const names = stdout.replaceAll(`${mounted}/`, '').trim().split('\n');
    expect(names).toEqual(['bin/copy', 'bin/ping', 'bin/ping4'].map((name) => `${name} cap_net_raw=ep`));
  });

  it('are those that its attributes say, in place of those of its steps', async () => {
    const here = room();
    const manifest = await buildFile(here, [], [{ path: 'bin/new', capabilities: 'cap_sys_nice+ep' }]);
    expect(xattrsOf(manifest)).toEqual({ 'bin/new': { 'security.capability': sysNice } });
    const nowhere = buildFile(room(), [], [{ path: 'bin/gone', capabilities: 'cap_sys_nice+ep' }]);
    await expect(nowhere).rejects.toThrow('The attributes name bin/gone, which was not installed: correct the recipe.');
    const unknown = buildFile(room(), [], [{ path: 'bin/new', capabilities: 'cap_fly+ep' }]);
    await expect(unknown).rejects.toThrow(
      'setcap refused cap_fly+ep bin/new: correct the attributes of the recipe file.',
    );
  });

  it('that sit on a file which is moved where fakeroot does not see it fail the next step', async () => {
    const here = room();
    const move: Step = { title: 'move', argv: ['mv', '@dest@/bin/new', '@dest@/bin/old'] };
    await expect(buildFile(here, [move, shell('true')])).rejects.toThrow(
      /the step "complete" exited with 1: setfattr: bin\/new: No such file/,
    );
  });

  it('are those of setcap as it is installed here', () => {
    const file = path.join(room().root, 'file');
    const script =
      'cp /bin/true "$1"; setcap cap_sys_nice+ep "$1"; getfattr --only-values -n security.capability "$1" | base64';
    const said = execFileSync('fakeroot', ['sh', '-ec', script, 'sh', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(said.trim()).toBe(sysNice);
  });
});
