import { existsSync } from 'node:fs';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { run } from '../host/exec.js';
import { keepingXattrs } from '../layers/faked-xattrs.js';
import type { Recipe } from '../recipes/define.js';

export interface Installed {
  /** DESTDIR. */
  dir: string;
  /** State file of the fakeroot that filled it. */
  state: string;
  signal: AbortSignal;
}

/** Gives files the capabilities that a recipe's attributes say, as fakeroot knows them. What was not installed is left to the capture to refuse. */
export async function setCapabilities(
  { name, attributes = [] }: Recipe,
  { dir, state, signal }: Installed,
): Promise<void> {
  const pairs = attributes.flatMap(({ path: file, capabilities }) =>
    capabilities === undefined || !existsSync(path.join(dir, file)) ? [] : [capabilities, file],
  );
  if (pairs.length === 0) return;
  const fakeroot = ['fakeroot', '-i', state, '-s', state, '--'];
  try {
    await run([...fakeroot, ...keepingXattrs(['setcap', ...pairs], { state, dir })], { cwd: dir, signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw failure(`setcap refused ${pairs.join(' ')}: correct the attributes of the recipe ${name}.`, { cause });
  }
}
