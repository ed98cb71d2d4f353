import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

const order = (text: string | Buffer) => (root: string) => writeFileSync(path.join(root, 'build_order.txt'), text);

/** What is wrong, the exit code, and what the one sentence must name. */
const refusals: {
  what: string;
  prepare?: (root: string) => void;
  cleanUp?: (root: string) => void;
  args: string[];
  exit: number;
  names: RegExp;
  env?: Record<string, string>;
}[] = [
  { what: 'unknown profile', args: ['run', '--profile', 'smechbsd'], exit: 2, names: /smechbsd.*smechos.*smechvisor/ },
  { what: 'unknown phase', args: ['run', '99_nothing'], exit: 2, names: /99_nothing/ },
  { what: 'unknown option', args: ['run', '--frobnicate'], exit: 2, names: /frobnicate/ },
  {
    what: 'missing script',
    prepare: order('bin/01_gone.sh\n'),
    args: ['plan'],
    exit: 2,
    names: /build_order\.txt:1.*01_gone/,
  },
  {
    what: 'duplicate',
    prepare: order('bin/01_own.sh\nbin/01_own.sh\n'),
    args: ['plan'],
    exit: 2,
    names: /build_order\.txt:2/,
  },
  {
    what: 'leaves the root',
    prepare: order('../../etc/passwd\n'),
    args: ['plan'],
    exit: 2,
    names: /build_order\.txt:1/,
  },
  {
    what: 'a link that leaves the root',
    prepare: (root) => {
      symlinkSync('/bin/true', path.join(root, 'bin/02_link.sh'));
      order('bin/02_link.sh\n')(root);
    },
    args: ['plan'],
    exit: 2,
    names: /build_order\.txt:1/,
  },
  {
    what: 'binary junk',
    prepare: order(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff])),
    args: ['plan'],
    exit: 2,
    names: /build_order\.txt/,
  },
  { what: 'target /', args: ['run', '--target', '/'], exit: 2, names: /\// },
  { what: 'target /usr', args: ['run', '--target', '/usr'], exit: 2, names: /\/usr/ },
  { what: 'target home', args: ['run', '--target', os.homedir()], exit: 2, names: new RegExp(os.homedir()) },
  {
    what: 'unwritable target',
    prepare: (root) => writeFileSync(path.join(root, 'flat'), ''),
    args: ['run', '--target', '@root@/flat/target'],
    exit: 3,
    names: /flat\/target/,
  },
  {
    what: 'missing host tool',
    args: ['run'],
    env: { PATH: '/nowhere' },
    exit: 3,
    names: /flock is missing, install util-linux/,
  },
  {
    what: 'no space',
    prepare: (root) => {
      mkdirSync(path.join(root, 'small'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path.join(root, 'small')]);
    },
    cleanUp: (root) => execFileSync('umount', [path.join(root, 'small')]),
    args: ['run', '--target', '@root@/small/target'],
    exit: 3,
    names: /small.*free.*room/,
  },
  { what: 'no deploy root', args: ['plan', '--root', '/nowhere/at/all'], exit: 2, names: /\/nowhere/ },
  {
    what: 'bad settings',
    prepare: (root) => writeFileSync(path.join(root, 'smechdeploy.json'), '{"hostname": 7}'),
    args: ['plan'],
    exit: 2,
    names: /smechdeploy\.json.*hostname/,
  },
];

export const badInput: Case = {
  title: 'bad input: one sentence each, the right exit code, nothing touched',
  async run() {
    for (const { what, prepare, cleanUp, args, exit, names, env = {} } of refusals) {
      const root = mkdtempSync(path.join(os.tmpdir(), 'refusal-'));
      mkdirSync(path.join(root, 'bin'));
      writeFileSync(path.join(root, 'bin/01_own.sh'), '#!/bin/bash\ntouch "$SMECH_ROOT/ran"\n', { mode: 0o755 });
      order('bin/01_own.sh\n')(root);
      prepare?.(root);
      const profile = args.includes('--profile') ? [] : ['--profile', 'smechos'];
      const target = args.includes('--target') ? [] : ['--target', path.join(root, 'target')];
      const ended = await smechdeploy([...args.map((arg) => arg.replace('@root@', root)), ...profile, ...target], {
        cwd: root,
        env: { SMECHDEPLOY_CACHE_DIR: path.join(root, 'cache'), SMECH_TARGET: '', ...env },
      });
      cleanUp?.(root);
      const lines = ended.stderr.trim().split('\n');
      const good =
        ended.exitCode === exit &&
        names.test(ended.stderr) &&
        lines.length === 1 &&
        !existsSync(path.join(root, 'ran')) &&
        !existsSync(path.join(root, 'target'));
      console.log(`${good ? 'ok  ' : 'BAD '} ${what}: exit ${ended.exitCode}: ${ended.stderr.trim()}`);
      if (!good)
        throw new Error(
          `${what}: expected exit ${exit} and one sentence that fits ${names}; target or script touched: ${existsSync(path.join(root, 'ran'))}`,
        );
    }
  },
};
