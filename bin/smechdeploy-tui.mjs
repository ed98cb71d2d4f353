#!/usr/bin/env node
// Starts the program on a Node that can run it. This file keeps to syntax that Node 20 reads.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST = 22;
const here = path.dirname(fileURLToPath(import.meta.url));
const cli = path.join(here, '../dist/cli.js');
const major = Number(process.versions.node.split('.')[0]);

if (!existsSync(cli)) {
  console.error(`smechdeploy-tui is not compiled in ${path.dirname(here)}: run \`npm ci\` there.`);
  process.exitCode = 3;
} else if (major >= LEAST) {
  (await import('node:module')).enableCompileCache?.();
  await import(cli);
} else {
  const bundled = bundledNode();
  if (bundled === null) {
    console.error(
      `smechdeploy-tui needs Node ${LEAST} or newer and this is ${process.version}: install a newer Node, or run \`npm ci\` in ${path.dirname(here)}, which brings one.`,
    );
    process.exitCode = 3;
  } else {
    reexecute(bundled);
  }
}

/** The Node that optionalDependencies brought, or null. */
function bundledNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`);
    const file = path.join(path.dirname(manifest), 'bin/node');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** Runs this program on another Node; signals are passed on, its end is ours. */
function reexecute(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`smechdeploy-tui could not start ${node}: ${error.message}`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
