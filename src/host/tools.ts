import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import PQueue from 'p-queue';
import { completePath } from './search-path.js';
import { compareVersions, versionIn } from './version.js';

/** A host program with the Debian package that has it; a `command` with a slash is a file, such as /usr/include/libelf.h. */
export interface NeededTool {
  command: string;
  package: string;
  /** Least version, compared by numeric fields. */
  atLeast?: string | undefined;
}

export interface FoundTool {
  tool: NeededTool;
  /** null: not there. */
  path: string | null;
  /** null: not asked for, or it doesn't say. */
  version: string | null;
  state: 'ok' | 'missing' | 'old';
}

/** How programs that don't know --version are asked. */
const VERSION_ARGS: Record<string, string[]> = {
  debugfs: ['-V'],
  'mkfs.ext4': ['-V'],
  mke2fs: ['-V'],
  e2fsck: ['-V'],
  resize2fs: ['-V'],
  dumpe2fs: ['-V'],
  tune2fs: ['-V'],
  mksquashfs: ['-version'],
  unsquashfs: ['-version'],
  xorriso: ['-version'],
  openssl: ['version'],
  ssh: ['-V'],
  tic: ['-V'],
};

export interface LookUpOptions {
  env?: NodeJS.ProcessEnv;
  /** `all`: start every program for its version; `needed` (default): only those with `atLeast`. */
  versions?: 'all' | 'needed';
}

/** Looks for host programs, each once, in the order given; versions are asked for four at a time. */
export async function lookUpAll(tools: NeededTool[], options: LookUpOptions = {}): Promise<FoundTool[]> {
  const queue = new PQueue({ concurrency: 4 });
  return queue.addAll(mergeTools(tools).map((tool) => () => lookUp(tool, options)));
}

/** Looks for one host program in PATH and the folders of system programs. */
export async function lookUp(tool: NeededTool, options: LookUpOptions = {}): Promise<FoundTool> {
  const env = options.env ?? process.env;
  const found = await findProgram(tool.command, env);
  if (found === null) return { tool, path: null, version: null, state: 'missing' };
  const asked = tool.atLeast !== undefined || options.versions === 'all';
  const version = asked && !tool.command.includes('/') ? await versionOf(found, env) : null;
  const old = tool.atLeast !== undefined && version !== null && compareVersions(version, tool.atLeast) < 0;
  return { tool, path: found, version, state: old ? 'old' : 'ok' };
}

/** Absolute path of a program, or null. */
export async function findProgram(command: string, env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (command.includes('/')) return (await exists(command, constants.R_OK)) ? command : null;
  for (const dir of completePath(env.PATH).split(path.delimiter)) {
    const file = path.join(dir, command);
    if ((await exists(file, constants.X_OK)) && (await stat(file)).isFile()) return file;
  }
  return null;
}

const exists = (file: string, mode: number) =>
  access(file, mode).then(
    () => true,
    () => false,
  );

async function versionOf(file: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const { execa } = await import('execa');
  const result = await execa(file, VERSION_ARGS[path.basename(file)] ?? ['--version'], {
    reject: false,
    stdin: 'ignore',
    all: true,
    timeout: 10_000,
    maxBuffer: 100_000,
    cwd: os.tmpdir(),
    env: { ...env, LC_ALL: 'C', PATH: completePath(env.PATH) },
    extendEnv: false,
  });
  return versionIn(result.all ?? '');
}

/** One entry for each command: the first named package, the highest least version. */
function mergeTools(tools: NeededTool[]): NeededTool[] {
  const merged = new Map<string, NeededTool>();
  for (const tool of tools) {
    const known = merged.get(tool.command);
    if (!known) merged.set(tool.command, tool);
    else if (
      tool.atLeast !== undefined &&
      (known.atLeast === undefined || compareVersions(tool.atLeast, known.atLeast) > 0)
    ) {
      merged.set(tool.command, { ...known, atLeast: tool.atLeast });
    }
  }
  return [...merged.values()];
}

/** `bc, meson 1.4 (this is 1.0.1)`: what is missing or too old; empty when all is there. */
export const lackOf = (found: FoundTool[]): string =>
  wrongOf(found)
    .map(({ tool, version, state }) =>
      state === 'missing' ? tool.command : `${tool.command} ${tool.atLeast} (this is ${version})`,
    )
    .join(', ');

/** The sentence for what is missing or too old, with the packages to install; null when all is there. */
export function describeMissing(found: FoundTool[]): string | null {
  const packages = [...new Set(wrongOf(found).map(({ tool }) => tool.package))].sort();
  if (packages.length === 0) return null;
  return `This machine lacks ${lackOf(found)}: run again with --fix, or \`${installCommand(packages).join(' ')}\`.`;
}

const wrongOf = (found: FoundTool[]) => found.filter(({ state }) => state !== 'ok');

/** What an operator types to install Debian packages. */
export const installCommand = (packages: string[]): string[] => [
  ...(process.getuid?.() === 0 ? [] : ['sudo']),
  'apt-get',
  'install',
  '-y',
  '--no-install-recommends',
  ...packages,
];
