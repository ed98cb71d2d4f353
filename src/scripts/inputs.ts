import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { usageError } from '../host/errors.js';
import { hashFile } from '../host/hash.js';
import type { ResolvedPhase } from '../orders/resolve.js';

export interface DeclaredInput {
  glob: string;
  /** Of the script, from 1. */
  line: number;
}

/** The `# smech-input: GLOB` comments of a script, one glob a line. */
export function declaredInputs(text: string): DeclaredInput[] {
  return text.split('\n').flatMap((content, index) => {
    const pattern = /^\s*#\s*smech-input:\s*(\S.*?)\s*$/.exec(content)?.[1];
    return pattern === undefined ? [] : [{ glob: pattern, line: index + 1 }];
  });
}

/**
 * What a script's result depends on: path relative to the deploy root -> sha256, of the script and of the files it declares.
 * A glob that names nothing is an input too: `glob` -> `nothing`. Throws a usage error for one that leaves the deploy root.
 */
export async function scriptInputs(phase: Pick<ResolvedPhase, 'path'>, root: string): Promise<Record<string, string>> {
  if (phase.path === null) return {};
  const inputs: Record<string, string> = { [phase.path]: await hashFile(path.join(root, phase.path)) };
  const declared = declaredInputs(await readFile(path.join(root, phase.path), 'utf8'));
  for (const input of declared) {
    const files = await filesOf(input, phase.path, root);
    if (files.length === 0) inputs[input.glob] ??= 'nothing';
    for (const file of files) inputs[file] ??= await hashFile(path.join(root, file));
  }
  return inputs;
}

async function filesOf({ glob: pattern, line }: DeclaredInput, script: string, root: string): Promise<string[]> {
  const place = `${script}:${line}`;
  if (path.isAbsolute(pattern) || pattern.split('/').includes('..')) {
    throw usageError(`${place}: the input ${pattern} leaves the deploy root: declare files below ${root}.`);
  }
  const files = await glob(pattern, {
    cwd: root,
    dot: true,
    ignore: ['.smechdeploy/**', '.venv/**'],
    expandDirectories: true,
  });
  const base = await realpath(root);
  for (const file of files) {
    const real = await realpath(path.join(root, file)).catch(() => null);
    if (real !== null && !real.startsWith(`${base}/`)) {
      throw usageError(
        `${place}: the input ${file} is a symbolic link to ${real}, outside the deploy root: copy it into ${root}.`,
      );
    }
  }
  return files.sort();
}
