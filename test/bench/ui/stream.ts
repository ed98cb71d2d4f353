import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Lines a second of the stream that every contestant shows. */
const LINES_A_SECOND = 10_000;

/** Writes a thousand lines ten times a second, with progress, as a compile step does. */
const stream = (seconds: number) => `#!/bin/bash
for n in $(seq 1 ${seconds * 10}); do
  echo "::progress $n/${seconds * 10} piece $n"
  awk -v n=$n 'BEGIN { for (i = 0; i < ${LINES_A_SECOND / 10}; i++) printf "  CC      drivers/net/piece-%d/object-%d.o with options -O2 -Wall\\n", n, i }'
  sleep 0.09
done
`;

export interface Place {
  root: string;
  /** Where a stream outside of a run is written. */
  log: string;
  env: Record<string, string>;
}

/** A deploy root whose one phase writes the stream for so many seconds. */
export function makeRoot(seconds: number): Place {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bench-ui-'));
  mkdirSync(path.join(root, 'bin'));
  writeFileSync(path.join(root, 'build_order.txt'), '# Phase 1: Stream\nbin/01_stream.sh\n');
  writeFileSync(path.join(root, 'bin/01_stream.sh'), stream(seconds));
  chmodSync(path.join(root, 'bin/01_stream.sh'), 0o755);
  const inherited = Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  const env = {
    ...Object.fromEntries(inherited),
    LANG: 'C.UTF-8',
    SMECHDEPLOY_CACHE_DIR: path.join(root, '.cache'),
    SMECHDEPLOY_CONFIG_DIR: path.join(root, '.config'),
    SMECH_TARGET: path.join(root, 'target'),
  };
  for (const name of ['CI', 'NO_COLOR', 'FORCE_COLOR', 'SSH_CONNECTION', 'TMUX']) delete env[name];
  return { root, log: path.join(root, 'stream.log'), env };
}

/** The same stream into a file, without a run. */
export function startStream({ root, log, env }: Place): () => void {
  const child = spawn('bash', ['-c', 'exec bin/01_stream.sh >"$1"', 'stream', log], {
    cwd: root,
    env,
    detached: true,
    stdio: 'ignore',
  });
  return () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
}
