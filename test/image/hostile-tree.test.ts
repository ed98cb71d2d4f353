import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeExt4 } from '../../src/image/ext4.js';
import { updateImage } from '../../src/image/image-update.js';
import { readHostTree } from '../../src/layers/host-tree.js';
import { exec, scratch } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const isRoot = process.getuid?.() === 0;

/** Everything that is not as usual in a file system. Owners and devices need root. */
async function makeHostileTree(tree: string): Promise<void> {
  const at = (name: string) => path.join(tree, name);
  for (const folder of ['usr/bin', 'usr/lib', 'dev', 'empty', 'times', 'names', 'names/with\nbreak/deep'])
    mkdirSync(at(folder), { recursive: true });
  for (const [link, target] of [
    ['bin', 'usr/bin'],
    ['lib', 'usr/lib'],
    ['dangling', '/nowhere'],
    ['loop', 'loop'],
    ['long', `${'d/'.repeat(600)}end`],
    ['break\nin-target', 'one\ntwo'],
  ] as const)
    symlinkSync(target, at(link));
  writeFileSync(at('usr/bin/su'), 'setuid');
  chmodSync(at('usr/bin/su'), 0o4755);
  linkSync(at('usr/bin/su'), at('usr/bin/su-again'));
  linkSync(at('usr/bin/su'), at('third name'));
  writeFileSync(at('empty-file'), '');
  writeFileSync(at('unreadable'), 'secret', { mode: 0o000 });
  execFileSync('truncate', ['-s', '20M', at('sparse')]);
  execFileSync('sh', ['-c', 'printf end | dd of="$1" bs=1 seek=15000000 conv=notrunc 2>/dev/null', 'sh', at('sparse')]);
  for (const name of [
    '<12>',
    '-x',
    '#1',
    '~',
    '"',
    '\\',
    "'",
    '$HOME',
    ' ',
    '*',
    'a\tb',
    'cr\rlf\nend\n',
    'n'.repeat(255),
  ])
    writeFileSync(at(`names/${name}`), name);
  writeFileSync(at('names/with\nbreak/deep/file'), 'below');
  const times = { nano: '1700000000.123456789', old: '-1000000000.5', late: '5000000000.25', epoch: '0' };
  for (const [name, time] of Object.entries(times)) execFileSync('touch', ['-d', `@${time}`, at(`times/${name}`)]);
  lutimesSync(at('dangling'), 1_234_567_890.5, 1_234_567_890.5);
  execFileSync('setfattr', ['-n', 'user.q"uote', '-v', 'va"lue', at('empty-file')]);
  execFileSync('setfattr', ['-n', 'user.large', '-v', 'x'.repeat(2000), at('usr/lib')]);
  execFileSync('setfacl', ['-m', 'u:1234:rwx,g:5678:r', at('empty-file')]);
  execFileSync('setfacl', ['-d', '-m', 'u:1234:rx', at('empty')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
  execFileSync('mkfifo', [at('pipe')]);
  chmodSync(at('empty'), 0o1777);
  if (isRoot) {
    for (const [name, kind, major, minor] of [
      ['console', 'c', '5', '1'],
      ['large', 'b', '259', '300000'],
    ] as const)
      execFileSync('mknod', [at(`dev/${name}`), kind, major, minor]);
    execFileSync('setcap', ['cap_net_raw+ep', at('times/nano')]);
    chownSync(at('empty-file'), 70_000, 4_000_000_000);
  }
  utimesSync(at('times'), 1_600_000_000.75, 1_600_000_000.75);
}

/** All that a file system knows of a tree. Sizes of folders and links of folders are its own affair, and links to them count in them. */
function listing(tree: string): string[] {
  const text = execFileSync(
    'sh',
    [
      '-c',
      [
        'find . -mindepth 1 -path ./lost+found -prune -o -type d -printf "%P|%y|%m|%U|%G|%T@\\0" -o ! -type s -printf "%P|%y|%m|%U|%G|%T@|%s|%n|%l\\0"',
        'find . ! -type d ! -type s -print0 -path ./lost+found -prune | xargs -0 stat --printf "%n %t:%T\\0"',
        'find . -path ./lost+found -prune -o -type f -print0 | xargs -0 sha256sum -z',
        'getfattr -Rhd -m - -e hex . 2>/dev/null | grep -v "^$" | tr "\\n" "\\0"',
      ].join('; '),
    ],
    { cwd: tree, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return text.split('\0').sort();
}

describe('a hostile tree', () => {
  it('is in the image exactly, as the kernel sees it', async ({ skip }) => {
    if (!isRoot) return skip('mounting needs root');
    const tree = path.join(dir, 'tree');
    await makeHostileTree(tree);
    const { entries, left } = await readHostTree(tree, { take: ['**'] });
    expect(left).toEqual([{ path: 'socket', why: 'socket' }]);
    const image = path.join(dir, 'hostile.img');
    await makeExt4({ out: image, sizeMiB: 64, label: 'root', fingerprint: 'f', epoch, exec });
    const put = () =>
      updateImage({
        ...{ image, epoch, exec },
        entries: entries.flatMap((entry) =>
          entry.type === 'removed' ? [] : [{ entry, content: path.join(tree, entry.path) }],
        ),
      });
    // The second time over what the first one made.
    for (const time of ['first', 'second']) {
      await put();
      await exec(['e2fsck', '-fn', image]);
      const mount = path.join(dir, `mount-${time}`);
      mkdirSync(mount);
      const mounted = await exec(['mount', '-o', 'loop,ro', image, mount]).catch(() => null);
      if (mounted === null) return skip('this machine has no loop devices');
      try {
        expect(listing(mount), time).toEqual(listing(tree));
      } finally {
        await exec(['umount', mount]);
      }
    }
  });
});
