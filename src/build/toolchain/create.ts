import { chmod, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../host/exec.js';
import { hashText } from '../../host/hash.js';
import { programEntry } from '../../host/package.js';
import type { Recipe } from '../../recipes/define.js';
import { tripleOf } from '../drivers/common.js';
import { cxxHeaders } from './cxx-headers.js';
import { glibcCompiler, glibcLinker } from './glibc.js';
import { findHostTool, hostTool, type Programs } from './host-tools.js';
import { cmakeToolchainFile, mesonMachineFile } from './machine-files.js';
import { glibcSpecs, muslSpecs } from './specs.js';
import {
  hostCompiler,
  muslCompiler,
  muslLinker,
  nodeProgram,
  sysrootPkgConfig,
  type WrapperInput,
} from './wrappers.js';

export interface ToolchainOptions {
  recipe: Pick<Recipe, 'name' | 'libc'>;
  work: string;
  src: string;
  sysroot: string;
  /** Made here. */
  tools: string;
  /** The compiler and others that are wrapped. */
  programs: Programs;
}

/** Fills @tools@: compiler wrappers, binutils under the target's name, pkg-config, machine files for meson and cmake, smech-kconfig. */
export async function createToolchain(options: ToolchainOptions): Promise<void> {
  const { recipe, work, src, sysroot, tools, programs } = options;
  await mkdir(path.join(tools, 'lib'), { recursive: true });
  const ccache = findHostTool('ccache', programs);
  const input = (program: string): WrapperInput => ({ name: recipe.name, work, src, sysroot, tools, program, ccache });
  const script = (name: string, text: string) => writeScript(path.join(tools, name), text);

  const gcc = hostTool('gcc', 'gcc', programs);
  const gxx = findHostTool('g++', programs);
  for (const name of ['gcc', 'cc']) await script(name, hostCompiler(input(gcc)));
  if (gxx) for (const name of ['g++', 'c++']) await script(name, hostCompiler(input(gxx)));
  // A build root has no Node, and nothing that is configured with it.
  if (programs.root === '')
    await script('smech-kconfig', nodeProgram(process.execPath, programEntry('build/kconfig-main.js')));

  await writeFile(path.join(tools, 'meson.ini'), mesonMachineFile(recipe.libc, tools, sysroot));
  await writeFile(path.join(tools, 'toolchain.cmake'), cmakeToolchainFile(recipe.libc, tools, sysroot));
  const triple = tripleOf(recipe.libc);
  if (triple === null) return;

  const prefixed = (name: string) => `${triple}-${name}`;
  const libraries = path.join(tools, 'lib');
  const gccLibraries = path.relative(sysroot, libraries);
  if (recipe.libc === 'musl') {
    await writeSpecs(path.join(tools, 'musl.specs'), muslSpecs(gccLibraries));
    for (const name of ['gcc', 'cc']) await script(prefixed(name), muslCompiler(input(gcc)));
    await script(prefixed('ld'), muslLinker(input(hostTool('ld', 'binutils', programs))));
    await linkCompilerLibraries(programs, gcc, ['libgcc.a', 'libgcc_eh.a'], libraries);
  } else {
    await writeSpecs(path.join(tools, 'glibc.specs'), glibcSpecs(gccLibraries));
    for (const name of ['gcc', 'cc']) await script(prefixed(name), glibcCompiler(input(gcc)));
    const cxx = input(hostTool('g++', 'g++', programs));
    for (const name of ['g++', 'c++'])
      await script(prefixed(name), glibcCompiler(cxx, await cxxHeaders(cxx.program, programs)));
    await script(prefixed('ld'), glibcLinker(input(hostTool('ld', 'binutils', programs))));
    await linkCompilerLibraries(programs, gcc, ['libgcc.a', 'libgcc_eh.a', 'libgcc_s.so', 'libatomic.a'], libraries);
    await symlink(path.join(sysroot, 'usr/lib/x86_64-linux-gnu/libstdc++.so.6'), path.join(libraries, 'libstdc++.so'));
  }
  for (const name of ['ar', 'ranlib', 'strip', 'nm', 'objcopy', 'objdump', 'readelf']) {
    await symlink(hostTool(name, 'binutils', programs), path.join(tools, prefixed(name)));
  }
  const pkgConfig = findHostTool('pkg-config', programs);
  if (pkgConfig)
    for (const name of ['pkg-config', prefixed('pkg-config')]) await script(name, sysrootPkgConfig(input(pkgConfig)));
}

/** What the compiler itself brings for every program, in a folder with nothing else of this machine. */
async function linkCompilerLibraries({ enter }: Programs, gcc: string, names: string[], folder: string): Promise<void> {
  for (const library of names) {
    const { stdout } = await run(enter([gcc, `-print-file-name=${library}`]));
    await symlink(stdout.trim(), path.join(folder, library));
  }
}

/** ccache knows a specs file by size and time stamp: the stamp is made from the content, so that each work folder's file counts as the same. */
async function writeSpecs(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  const stamp = Number.parseInt(hashText(text).slice(0, 7), 16);
  await utimes(file, stamp, stamp);
}

async function writeScript(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await chmod(file, 0o755);
}
