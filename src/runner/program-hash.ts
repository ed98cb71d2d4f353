import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { init, parse } from 'es-module-lexer';
import { programEntry } from '../host/package.js';

/**
 * Hash of a compiled module and of every module of this program that it imports: a built-in phase's code is one of its inputs.
 * Packages are left out: they change with the lock file, not with the phase.
 */
export async function programHash(module: string): Promise<string> {
  await init;
  const seen = new Map<string, string>();
  await visit(programEntry(module), seen);
  const hash = createHash('sha256');
  for (const file of [...seen.keys()].sort()) hash.update(`${path.basename(file)}\0${seen.get(file)}\0`);
  return hash.digest('hex');
}

const texts = new Map<string, Promise<{ text: string; imports: string[] }>>();

async function visit(file: string, seen: Map<string, string>): Promise<void> {
  if (seen.has(file)) return;
  seen.set(file, '');
  const loaded = texts.get(file) ?? load(file);
  texts.set(file, loaded);
  const { text, imports } = await loaded;
  seen.set(file, text);
  for (const imported of imports) await visit(imported, seen);
}

async function load(file: string): Promise<{ text: string; imports: string[] }> {
  const text = await readFile(file, 'utf8');
  const [imports] = parse(text, file);
  const own = imports.flatMap(({ specifier }) =>
    specifier?.startsWith('.') ? [path.resolve(path.dirname(file), specifier)] : [],
  );
  return { text, imports: own };
}
