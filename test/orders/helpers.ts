import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A folder that goes when the test file is through, without symbolic links in its path. */
export function scratch(): string {
  const dir = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-orders-')));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes files (path -> text) below a folder; scripts become executable. */
export function lay(dir: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (/\.(sh|py)$/.test(name)) chmodSync(file, 0o755);
  }
  return dir;
}

/** Runs something without root's rights where the tests run as root. */
export async function asNobody<Result>(act: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.(65534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
