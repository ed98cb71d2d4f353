import { chmod, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../../host/errors.js';
import { run } from '../../host/exec.js';
import { hashText } from '../../host/hash.js';
import { programEntry } from '../../host/package.js';
import type { Recipe } from '../../recipes/define.js';
import { muslTriple } from '../drivers/common.js';
import { findHostTool, hostTool } from './host-tools.js';
import { cmakeToolchainFile, mesonMachineFile } from './machine-files.js';
import { muslSpecs } from './specs.js';
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
}

/** Fills @tools@: compiler wrappers, binutils under the target's name, pkg-config, machine files for meson and cmake, smech-kconfig. */
export async function createToolchain(options: ToolchainOptions): Promise<void> {
  const { recipe, work, src, sysroot, tools } = options;
  if (recipe.libc === 'glibc')
    throw usageError(
      `The recipe ${recipe.name} wants a glibc sysroot, which the toolchain does not have: use musl, host or none.`,
    );
  await mkdir(path.join(tools, 'lib'), { recursive: true });
  const ccache = findHostTool('ccache');
  const input = (program: string): WrapperInput => ({ name: recipe.name, work, src, sysroot, tools, program, ccache });
  const script = (name: string, text: string) => writeScript(path.join(tools, name), text);

  const gcc = hostTool('gcc', 'gcc');
  const gxx = findHostTool('g++');
  for (const name of ['gcc', 'cc']) await script(name, hostCompiler(input(gcc)));
  if (gxx) for (const name of ['g++', 'c++']) await script(name, hostCompiler(input(gxx)));
  await script('smech-kconfig', nodeProgram(process.execPath, programEntry('build/kconfig-main.js')));

  const machine = recipe.libc === 'musl' ? 'musl' : 'host';
  await writeFile(path.join(tools, 'meson.ini'), mesonMachineFile(machine, tools, sysroot));
  await writeFile(path.join(tools, 'toolchain.cmake'), cmakeToolchainFile(machine, tools, sysroot));
  if (recipe.libc !== 'musl') return;

  const prefixed = (name: string) => `${muslTriple}-${name}`;
  await writeSpecs(path.join(tools, 'musl.specs'), muslSpecs(path.relative(sysroot, path.join(tools, 'lib'))));
  for (const name of ['gcc', 'cc']) await script(prefixed(name), muslCompiler(input(gcc)));
  await script(prefixed('ld'), muslLinker(input(hostTool('ld', 'binutils'))));
  for (const name of ['ar', 'ranlib', 'strip', 'nm', 'objcopy', 'objdump', 'readelf']) {
    await symlink(hostTool(name, 'binutils'), path.join(tools, prefixed(name)));
  }
  const pkgConfig = findHostTool('pkg-config');
  if (pkgConfig)
    for (const name of ['pkg-config', prefixed('pkg-config')]) await script(name, sysrootPkgConfig(input(pkgConfig)));
  for (const library of ['libgcc.a', 'libgcc_eh.a']) {
    const { stdout } = await run([gcc, `-print-file-name=${library}`]);
    await symlink(stdout.trim(), path.join(tools, 'lib', library));
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
