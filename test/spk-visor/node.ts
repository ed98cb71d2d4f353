import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageFile } from '../../src/host/package.js';

/** Starts the script as a node does: with BusyBox's shell and programs. */
export function busyboxApply(dir: string): string {
  const bin = path.join(dir, 'busybox');
  if (existsSync(bin)) return path.join(bin, 'smech-apply');
  mkdirSync(bin);
  const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
  for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
    symlinkSync(busybox, path.join(bin, name));
  const script = `#!/bin/sh\nPATH=${bin}:$PATH\nexec ${busybox} sh ${packageFile('payload/spk-visor/apply')} "$@"\n`;
  writeFileSync(path.join(bin, 'smech-apply'), script, { mode: 0o755 });
  return path.join(bin, 'smech-apply');
}

export type Files = Record<string, string>;

/** Files below a folder; a value `-> x` is a link, a name with a slash at its end an empty folder. */
function putFiles(tree: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(tree, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), file);
    else if (!name.endsWith('/')) writeFileSync(file, text);
  }
}

/** A folder of packages with these files. */
export function packagesOf(dir: string, name: string, base: Files, daemon: Files): string {
  const folder = path.join(dir, name);
  mkdirSync(folder, { recursive: true });
  for (const [part, files] of Object.entries({ base, daemon })) {
    const tree = path.join(dir, `${name}-${part}`);
    putFiles(tree, files);
    const archive = path.join(folder, `smechvisor-${part}.tar.xz`);
    execFileSync('tar', ['-c', '-J', '-f', archive, '-C', tree, ...readdirSync(tree)]);
  }
  execFileSync('sh', ['-c', 'sha256sum *.xz >SHA256SUMS'], { cwd: folder });
  return folder;
}

/** The root of a node that was made from a folder of packages. */
export function installed(dir: string, packages: string): string {
  const root = path.join(dir, 'root');
  const kept = path.join(root, 'var/lib/smechvisor/packages');
  mkdirSync(path.dirname(kept), { recursive: true });
  execFileSync('cp', ['-r', packages, kept]);
  for (const name of readdirSync(packages).filter((file) => file.endsWith('.xz')))
    execFileSync('tar', ['-x', '-f', path.join(packages, name), '-C', root]);
  return root;
}

/** Runs the script alone, by BusyBox. */
export function apply(root: string, packages: string, before: string[] = []) {
  const [command = '', ...args] = [...before, busyboxApply(path.dirname(root)), packages];
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, SMECH_ROOT: root } });
  return { status, last: stdout.trim().split('\n').at(-1) };
}
