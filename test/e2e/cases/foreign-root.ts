import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

/** Someone else's deploy root: its own order and scripts, one of which fails and is mended. */
export const foreignRoot: Case = {
  title: 'a foreign deploy root with shell and Python scripts: fails where it fails, goes on there once mended',
  async run() {
    const root = mkdtempSync(path.join(os.tmpdir(), 'foreign-'));
    const script = (name: string, text: string) => {
      writeFileSync(path.join(root, 'bin', name), text);
      chmodSync(path.join(root, 'bin', name), 0o755);
    };
    mkdirSync(path.join(root, 'bin'));
    writeFileSync(
      path.join(root, 'build_order.txt'),
      '# Phase 1: Own\nbin/01_first.sh\nbin/02_second.py\nbin/03_third.sh\n',
    );
    script(
      '01_first.sh',
      '#!/bin/bash\nset -e\necho "::progress 1/1 first"\nmkdir -p "$SMECH_TARGET/etc"\necho one >> "$SMECH_TARGET/etc/first"\necho ran >> "$SMECH_ROOT/first.count"\n',
    );
    script(
      '02_second.py',
      'import os, sys\nprint("looking")\nprint("error: the part list is empty", file=sys.stderr)\nsys.exit(7)\n',
    );
    script('03_third.sh', '#!/bin/bash\ncat "$SMECH_TARGET/etc/first" > "$SMECH_TARGET/etc/third"\n');
    const target = path.join(root, 'target');
    const at = { cwd: os.tmpdir(), env: { SMECHDEPLOY_CACHE_DIR: path.join(root, 'cache'), SMECH_TARGET: '' } };
    const run = ['run', '--root', root, '--profile', 'smechos', '--target', target];
    const failed = expectExit(await smechdeploy(run, at), 1, 'run with a failing script');
    const said = failed.stdout + failed.stderr;
    if (!said.includes('error: the part list is empty') || !said.includes('02_second'))
      throw new Error(`the first error line is not shown:\n${said}`);
    script(
      '02_second.py',
      'import os\nprint("looking")\nopen(os.environ["SMECH_TARGET"] + "/etc/second", "w").write("two\\n")\n',
    );
    expectExit(await smechdeploy(run, at), 0, 'run once mended');
    if (readFileSync(path.join(root, 'first.count'), 'utf8') !== 'ran\n') throw new Error('the first script ran again');
    if (readFileSync(path.join(target, 'etc/third'), 'utf8') !== 'one\n')
      throw new Error('the third script did not see the first one’s file');
    const again = expectExit(await smechdeploy(run, at), 0, 'run again');
    if (!/nothing to do/i.test(again.stdout)) throw new Error(`ran although all is fresh: ${again.stdout}`);
  },
};
