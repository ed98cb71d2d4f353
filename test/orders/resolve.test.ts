import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/host/package.js';
import { parseOrder } from '../../src/orders/parse.js';
import { readOrder } from '../../src/orders/read.js';
import { resolveOrder } from '../../src/orders/resolve.js';
import { builtinPhases } from '../../src/phases/index.js';
import { smechos } from '../../src/profiles/smechos.js';
import { smechvisor } from '../../src/profiles/smechvisor.js';
import { asNobody, lay, scratch } from './helpers.js';

const builtins = ['01_compile_core_system', '04_compile_kde_stack', 'compile_kernel', 'deploy_openrc'];
const base = scratch();
const root = lay(path.join(base, 'root'), {
  'bin/01_compile_core_system.sh': '',
  'bin/compile_core_system.sh': '',
  'bin/17_my_step.sh': '',
  'bin/18_my_step.py': '',
  'bin/twice.sh': '',
  'bin/twice.py': '',
  'bin/tool.pl': '',
  'bin/secret.sh': '',
  'tools/deep.py': '',
});
lay(base, { 'elsewhere/evil.sh': '' });
mkdirSync(path.join(root, 'bin/folder.sh'));
symlinkSync('17_my_step.sh', path.join(root, 'bin/alias.sh'));
symlinkSync('../../elsewhere/evil.sh', path.join(root, 'bin/outside.sh'));
symlinkSync('../elsewhere', path.join(root, 'linked'));
symlinkSync('loop.sh', path.join(root, 'bin/loop.sh'));

const resolve = (text: string) =>
  resolveOrder(parseOrder(text, path.join(root, 'build_order.txt')), { root, builtins });

describe('resolveOrder', () => {
  it('takes a path for the file if it is there, else for the built-in of the same stem', async () => {
    const phases = await resolve(
      '# Phase 1: One\nbin/01_compile_core_system.sh\nbin/04_compile_kde_stack.py\ncompile_kernel\n./bin//17_my_step.sh\ntools/deep.py\n18_my_step',
    );
    expect(phases).toEqual([
      {
        name: '01_compile_core_system',
        group: 'Phase 1: One',
        kind: 'script',
        path: 'bin/01_compile_core_system.sh',
        language: 'bash',
        line: 2,
      },
      { name: '04_compile_kde_stack', group: 'Phase 1: One', kind: 'builtin', path: null, language: null, line: 3 },
      { name: 'compile_kernel', group: 'Phase 1: One', kind: 'builtin', path: null, language: null, line: 4 },
      {
        name: '17_my_step',
        group: 'Phase 1: One',
        kind: 'script',
        path: 'bin/17_my_step.sh',
        language: 'bash',
        line: 5,
      },
      { name: 'deep', group: 'Phase 1: One', kind: 'script', path: 'tools/deep.py', language: 'python', line: 6 },
      {
        name: '18_my_step',
        group: 'Phase 1: One',
        kind: 'script',
        path: 'bin/18_my_step.py',
        language: 'python',
        line: 7,
      },
    ]);
  });

  it('takes a bare name for the built-in even where bin/ has a script of that name', async () => {
    expect(await resolve('01_compile_core_system')).toMatchObject([{ kind: 'builtin', path: null }]);
  });

  const refusals: [string, string, string][] = [
    [
      'a bare name that is nothing',
      'deploy_nothing_like_it',
      `phase deploy_nothing_like_it of build_order.txt:1 is not in this version and there is no bin/deploy_nothing_like_it.sh or bin/deploy_nothing_like_it.py in ${root}: add the script or take the line out.`,
    ],
    [
      'a near miss',
      'compile_kernal',
      `phase compile_kernal of build_order.txt:1 is not in this version and there is no bin/compile_kernal.sh or bin/compile_kernal.py in ${root}: add the script or take the line out. Did you mean compile_kernel?`,
    ],
    [
      'a name without its number',
      '04_compile_kde_stack\nmy_step',
      `phase my_step of build_order.txt:2 is not in this version and there is no bin/my_step.sh or bin/my_step.py in ${root}: add the script or take the line out. Did you mean 17_my_step?`,
    ],
    [
      'a path without its number',
      '\nbin/my_step.sh',
      `build_order.txt:2: there is no bin/my_step.sh in ${root}, and phase my_step is not in this version: add the file or take the line out. Did you mean bin/17_my_step.sh?`,
    ],
    [
      'a file that is there as .sh and .py',
      'twice',
      'build_order.txt:1: twice may be bin/twice.sh or bin/twice.py: write the path of the one that is meant.',
    ],
    [
      'an absolute path',
      `${base}/elsewhere/evil.sh`,
      `build_order.txt:1: ${base}/elsewhere/evil.sh leaves the deploy root: use a path below ${root}, such as bin/evil.sh.`,
    ],
    [
      'a path upwards',
      'bin/../../elsewhere/evil.sh',
      `build_order.txt:1: bin/../../elsewhere/evil.sh leaves the deploy root: use a path below ${root}, such as bin/evil.sh.`,
    ],
    [
      'a path upwards to a built-in',
      '../compile_kernel.sh',
      `build_order.txt:1: ../compile_kernel.sh leaves the deploy root: use a path below ${root}, such as bin/compile_kernel.sh.`,
    ],
    [
      'a link out of the root',
      'bin/outside.sh',
      `build_order.txt:1: bin/outside.sh is a symbolic link to ${base}/elsewhere/evil.sh, outside the deploy root: copy the script into ${root}/bin.`,
    ],
    [
      'a bare name that is a link out of the root',
      'outside',
      `build_order.txt:1: bin/outside.sh is a symbolic link to ${base}/elsewhere/evil.sh, outside the deploy root: copy the script into ${root}/bin.`,
    ],
    [
      'a linked folder',
      'linked/evil.sh',
      `build_order.txt:1: linked/evil.sh is a symbolic link to ${base}/elsewhere/evil.sh, outside the deploy root: copy the script into ${root}/bin.`,
    ],
    [
      'a link to itself',
      'bin/loop.sh',
      "build_order.txt:1: bin/loop.sh can't be followed (ELOOP): mend the path or take the line out.",
    ],
    ['a folder', 'bin/folder.sh', 'build_order.txt:1: bin/folder.sh is a folder: name a .sh or .py file in it.'],
    ['a folder by its name', 'bin/', 'build_order.txt:1: bin/ is a folder: name a .sh or .py file in it.'],
    [
      'another language',
      'bin/tool.pl',
      'build_order.txt:1: bin/tool.pl is neither .sh nor .py: rename it to what runs it, bash or Python.',
    ],
    [
      'a comment behind a name',
      'compile_kernel # the kernel',
      'build_order.txt:1: "compile_kernel # the kernel" can\'t be the name of a phase: use letters, digits and _ . + - (and not "sources"). A comment needs a line of its own.',
    ],
    [
      'the reserved name',
      'sources',
      'build_order.txt:1: "sources" can\'t be the name of a phase: use letters, digits and _ . + - (and not "sources").',
    ],
    [
      'a line twice',
      'compile_kernel\n\ncompile_kernel',
      'build_order.txt:3: compile_kernel is already in line 1: phase compile_kernel can stand in a build order once, so take one line out.',
    ],
    [
      'a phase by two spellings',
      'bin/compile_kernel.sh\ncompile_kernel',
      'build_order.txt:2: compile_kernel is already in line 1 (there as bin/compile_kernel.sh): phase compile_kernel can stand in a build order once, so take one line out.',
    ],
    [
      'a script by two paths',
      '17_my_step\nbin/../bin/17_my_step.sh',
      'build_order.txt:2: bin/../bin/17_my_step.sh is already in line 1 (there as 17_my_step): phase 17_my_step can stand in a build order once, so take one line out.',
    ],
    [
      'a script and a link to it',
      'bin/17_my_step.sh\nbin/alias.sh',
      'build_order.txt:2: bin/alias.sh is already in line 1 (there as bin/17_my_step.sh): phase alias can stand in a build order once, so take one line out.',
    ],
    [
      'two scripts of one stem',
      'bin/twice.sh\nbin/twice.py',
      'build_order.txt:2: bin/twice.py is already in line 1 (there as bin/twice.sh): phase twice can stand in a build order once, so take one line out.',
    ],
  ];
  it.each(refusals)('refuses %s', async (_, text, message) => {
    await expect(resolve(text)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('refuses a file that may not be read', async () => {
    const script = path.join(root, 'bin/secret.sh');
    chmodSync(script, 0);
    chmodSync(base, 0o755);
    const message = `build_order.txt:1: bin/secret.sh can't be read (EACCES): \`chmod a+r ${script}\`, or run as its owner.`;
    await asNobody(() => expect(resolve('bin/secret.sh')).rejects.toMatchObject({ message, exitCode: 2 }));
  });
});

describe('readOrder', () => {
  const order = (name: string, content: string | Uint8Array) => {
    const dir = path.join(base, name);
    mkdirSync(dir);
    writeFileSync(path.join(dir, smechvisor.order), content);
    return dir;
  };

  it('resolves the whole SmechVisor order of this project', async () => {
    const phases = await readOrder(packageRoot, smechvisor, Object.keys(builtinPhases));
    expect(phases.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'builtin 10_bootstrap_musl',
      'builtin 11_bootstrap_userland_musl',
      'builtin 12_write_etc_skeleton',
      'builtin deploy_openrc',
      'builtin edit_inittab',
      'builtin compile_kernel',
      'builtin 02_compile_grub_efi',
      'builtin 13_install_smechvisor',
      'builtin 15_build_smechvisor_install_iso',
      'builtin 16_build_smechvisor_deploy_shim',
    ]);
    expect(phases.at(-1)?.group).toBe('Phase 7: Deploy Shim ISO');
  });

  it('has every phase of the SmechOS order', async () => {
    const known = Object.keys(builtinPhases);
    const lines = parseOrder(readFileSync(path.join(packageRoot, smechos.order)), smechos.order);
    await expect(readOrder(packageRoot, smechos, known)).resolves.toHaveLength(lines.length);
  });

  it('names the phases of SmechOS in their order, the image last', () => {
    const lines = parseOrder(readFileSync(path.join(packageRoot, smechos.order)), smechos.order);
    expect(lines.map(({ text }) => text).join(' ')).toBe(
      'restore_utils restore_lib64 restore_etc deploy_openrc edit_inittab write_unreadable_etc 01_compile_core_system 02_compile_grub_efi ' +
        '03_compile_qt_deps compile_mesa_stack 04_compile_kde_stack 05_configure_plasma 06_copy_kwin_deps 07_copy_qt6uitools compile_kernel ' +
        '08_patch_metadata build_spk build_smech_installer 09_rotate_auth pack_smechos_image',
    );
  });

  it('refuses an order without a phase', async () => {
    const dir = order('empty', '# nothing yet\n\n');
    const message = `${dir}/build_order_smechvisor.txt names no phase: write one a line, or copy the lines from another deploy root.`;
    await expect(readOrder(dir, smechvisor, builtins)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('refuses an order that is missing', async () => {
    const dir = order('other', 'compile_kernel\n');
    const message = `${dir} has no build_order.txt, the build order of profile smechos: choose another --profile, or make one there with \`smechdeploy-tui init ${dir}\`.`;
    await expect(readOrder(dir, smechos, builtins)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('refuses a program in place of an order', async () => {
    const dir = order('binary', readFileSync(process.execPath).subarray(0, 4096));
    await expect(readOrder(dir, smechvisor, builtins)).rejects.toMatchObject({
      message: expect.stringMatching(/^build_order_smechvisor\.txt:1: a /),
      exitCode: 2,
    });
  });
});
