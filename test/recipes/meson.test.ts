import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { meson } from '../../src/recipes/meson.js';

it("starts the modules that lie beside it, not the machine's own", () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'meson-'));
  const [stored, linked] = ['stored', 'linked'].map((name) => path.join(root, name)) as [string, string];
  const launcher = meson('source').files?.meson;
  if (!launcher || !('text' in launcher)) throw new Error('the launcher is no text');
  for (const dir of [stored, linked]) {
    const modules = path.join(dir, 'usr/lib/python3/dist-packages/mesonbuild');
    mkdirSync(modules, { recursive: true });
    mkdirSync(path.join(dir, 'usr/bin'), { recursive: true });
    writeFileSync(path.join(modules, '__init__.py'), '');
    writeFileSync(
      path.join(modules, 'mesonmain.py'),
      `def main():\n    print('${path.basename(dir)}')\n    return 0\n`,
    );
  }
  const program = path.join(stored, 'usr/bin/meson');
  writeFileSync(program, launcher.text, { mode: 0o755 });
  // As a sysroot has it: a hard link into the cache.
  linkSync(program, path.join(linked, 'usr/bin/meson'));
  for (const dir of [stored, linked])
    expect(execFileSync(path.join(dir, 'usr/bin/meson'), { encoding: 'utf8' })).toBe(`${path.basename(dir)}\n`);
});
