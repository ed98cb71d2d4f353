import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { smechosEnv } from '../clone.ts';
import { stateDir } from '../places.ts';
import { execute, expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

const root = path.join(stateDir, 'smechos-mesa');
const reference = path.join(stateDir, 'reference');
const own = smechosEnv(root);
const target = own.SMECH_TARGET;

/** Our Mesa on a restored base: a program without a screen draws with it, in the target. */
export const smechosMesa: Case = {
  title:
    'compile_mesa_stack on a restored base: a program draws with our Mesa in the target, by softpipe and by llvmpipe',
  async run() {
    if (process.getuid?.() !== 0) throw new Error('Run it as root: a program is started in the target.');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(stateDir, { recursive: true });
    const create = ['reference', 'create', reference];
    if (!existsSync(reference)) expectExit(await smechdeploy(create, { env: own, show: true }), 0, 'reference create');
    expectExit(await smechdeploy(['init', root], { env: own }), 0, 'init');
    const order = ['restore_utils', 'restore_lib64', '03_compile_qt_deps', 'compile_mesa_stack'];
    writeFileSync(path.join(root, 'build_order.txt'), order.map((phase) => `${phase}\n`).join(''));
    await drawBy('softpipe, OpenGL ES 3');
    const settings = path.join(root, 'smechdeploy.json');
    writeFileSync(
      settings,
      JSON.stringify({ ...JSON.parse(readFileSync(settings, 'utf8')), mesa: { llvmpipe: true } }),
    );
    await drawBy('llvmpipe (LLVM 19');
  },
};

async function drawBy(renderer: string): Promise<void> {
  const run = ['run', 'compile_mesa_stack', '--with-needs', '--profile', 'smechos', '--reference', reference];
  expectExit(await smechdeploy(run, { cwd: root, env: own, show: true }), 0, 'run');
  const drawn = expectExit(await draw(), 0, 'drawing');
  console.log(drawn.stdout.trim());
  if (!drawn.stdout.includes(`, ${renderer}`)) throw new Error(`not by ${renderer}: ${drawn.stdout}`);
}

/** Compiled against the target's libraries and started there, with nothing of this machine but its kernel. */
async function draw() {
  const program = path.join(root, 'draw');
  const libraries = ['-L', path.join(target, 'usr/lib'), '-lEGL', '-lGLESv2', '-Wl,--allow-shlib-undefined'];
  const source = path.join(import.meta.dirname, '../draw.c');
  expectExit(await execute(['gcc', '-Wall', '-Werror', source, '-o', program, ...libraries]), 0, 'gcc');
  mkdirSync(path.join(target, 'tmp'), { recursive: true });
  copyFileSync(program, path.join(target, 'tmp/draw'));
  return execute(['chroot', target, '/tmp/draw']);
}
