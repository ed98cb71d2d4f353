import type { Step } from '../../recipes/define.js';
import { type DriverOptions, type Libc, step } from './common.js';

interface CargoOptions extends DriverOptions {
  libc: Libc;
  /** Programs to install into /usr/bin (or `bindir`). */
  bins: string[];
  bindir?: string;
  features?: string[];
  /** Folder with vendored crates. Without it the crates must be in the source's own cargo configuration: cargo never goes online. */
  vendor?: string;
  cargoArgs?: string[];
}

/** cargo build, install. */
export function cargo(options: CargoOptions): Step[] {
  const { libc, bins, bindir = '/usr/bin', features = [], vendor } = options;
  const musl = libc === 'musl';
  const target = musl ? ['--target', 'x86_64-unknown-linux-musl'] : [];
  const env = {
    CARGO_HOME: '@work@/cargo',
    CARGO_TARGET_DIR: '@build@',
    CARGO_INCREMENTAL: '0',
    RUSTFLAGS: '--remap-path-prefix=@work@=/usr/src',
    ...(musl ? { CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER: '@tools@/x86_64-smech-linux-musl-gcc' } : {}),
    ...options.env,
  };
  const vendored =
    vendor === undefined
      ? []
      : ['--config', 'source.crates-io.replace-with="vendored"', '--config', `source.vendored.directory="${vendor}"`];
  const args = [...vendored, '--release', '--locked', '--offline', '-j@jobs@', ...target];
  if (features.length > 0) args.push('--features', features.join(','));
  const made = musl ? '@build@/x86_64-unknown-linux-musl/release' : '@build@/release';
  return [
    step('compile', ['cargo', 'build', ...args, ...(options.cargoArgs ?? [])], { env, progress: options.progress }),
    ...bins.map((bin) =>
      step(`install ${bin}`, ['install', '-D', '-m755', `${made}/${bin}`, `@dest@${bindir}/${bin}`], {
        fakeroot: true,
      }),
    ),
  ];
}
