import { existsSync } from 'node:fs';
import path from 'node:path';
import { rustEnvironment } from '../../build/toolchain/rust.js';
import type { Layout } from '../../host/layout.js';
import type { PhaseContext } from '../define.js';

/** A node's programs run against musl, a workstation's against glibc. */
const targets = { musl: 'x86_64-unknown-linux-musl', glibc: 'x86_64-unknown-linux-gnu' } as const;

/** Whether the operator has a crate of that name in the deploy root: then it takes the place of what ships with this program. */
export const hasOwnCrate = ({ root }: Layout, folder: string): boolean =>
  existsSync(path.join(root, folder, 'Cargo.toml'));

/** Compiles the operator's crate with what it has vendored; returns its program. */
export async function buildOwnCrate(ctx: PhaseContext, folder: string, program: string): Promise<string> {
  const crate = path.join(ctx.layout.root, folder);
  const made = path.join(ctx.workDir, folder);
  ctx.log(`${program}: compiling ${crate}`);
  const target = targets[ctx.profile.libc];
  const { PATH: rust, ...rustup } = rustEnvironment();
  const search: Record<string, string> = rust === undefined ? {} : { PATH: `${process.env.PATH}:${rust}` };
  const build = ['cargo', 'build', '--release', '--locked', '--offline', '--jobs', String(ctx.jobs)];
  await ctx.exec([...build, '--target', target, '--bin', program], {
    cwd: crate,
    env: {
      ...rustup,
      ...search,
      CARGO_TARGET_DIR: made,
      RUSTFLAGS: `--remap-path-prefix=${crate}=/usr/src/${program}`,
    },
  });
  return path.join(made, target, 'release', program);
}
