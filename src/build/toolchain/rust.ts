import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { findHostTool } from './host-tools.js';

/** Where Rust is when it came through rustup and not through a package: PATH is to be put after the system's. */
export function rustEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const bin = path.join(env.CARGO_HOME ?? path.join(homedir(), '.cargo'), 'bin');
  if (findHostTool('cargo') !== undefined || !existsSync(path.join(bin, 'cargo'))) return {};
  return { PATH: bin, RUSTUP_HOME: env.RUSTUP_HOME ?? path.join(homedir(), '.rustup') };
}
