import path from 'node:path';
import { usageError } from '../host/errors.js';
import { isPhaseName, stem } from './name.js';
import { type OrderLine, placeOf } from './parse.js';
import { findScript, listScripts, type ScriptFile } from './script-file.js';
import { didYouMean } from './suggest.js';

/** A phase of a build order, with what runs for it. */
export interface ResolvedPhase {
  /** Without folder and extension. */
  name: string;
  /** From the build order's comment; null: the phase's own. */
  group: string | null;
  kind: 'builtin' | 'script';
  /** The script, relative to the deploy root; null for a built-in. */
  path: string | null;
  /** What runs the script; null for a built-in. */
  language: 'bash' | 'python' | null;
  /** In the build order, from 1. */
  line: number;
}

export interface ResolveOptions {
  /** The deploy root, absolute. */
  root: string;
  /** Names of the built-in phases. */
  builtins: Iterable<string>;
}

/**
 * Says for each line what runs: a path is that file if it exists, else the built-in of the same stem; a bare name is the built-in,
 * else bin/NAME.sh or bin/NAME.py. Throws a usage error with file and line for the first line that is wrong; nothing is run or written.
 */
export async function resolveOrder(lines: OrderLine[], options: ResolveOptions): Promise<ResolvedPhase[]> {
  const builtins = new Set(options.builtins);
  const seen = new Map<string, OrderLine>();
  const phases: ResolvedPhase[] = [];
  for (const line of lines) {
    const { phase, file } = await resolveLine(line, options.root, builtins);
    for (const key of [phase.name, ...(file ? [file.real] : [])]) {
      const first = seen.get(key);
      if (first) throw usageError(duplicate(line, first, phase.name));
      seen.set(key, line);
    }
    phases.push(phase);
  }
  return phases;
}

async function resolveLine(line: OrderLine, root: string, builtins: Set<string>) {
  const file = isPath(line.text) ? await fileOfPath(line, root) : await fileOfName(line, root, builtins);
  const name = stem(line.text);
  if (!isPhaseName(name)) {
    throw usageError(
      `${placeOf(line)}: ${JSON.stringify(line.text)} can't be the name of a phase: use letters, digits and _ . + - (and not "sources").${trailing(line)}`,
    );
  }
  if (!file && !builtins.has(name)) throw await missing(line, root, builtins);
  const phase: ResolvedPhase = {
    name,
    group: line.group,
    kind: file ? 'script' : 'builtin',
    path: file?.path ?? null,
    language: file?.language ?? null,
    line: line.line,
  };
  return { phase, file };
}

async function fileOfPath(line: OrderLine, root: string): Promise<ScriptFile | null> {
  const relative = path.posix.normalize(line.text);
  if (path.isAbsolute(line.text) || relative === '..' || relative.startsWith('../')) {
    throw usageError(
      `${placeOf(line)}: ${line.text} leaves the deploy root: use a path below ${root}, such as bin/${path.basename(line.text)}.`,
    );
  }
  return findScript(root, relative, placeOf(line));
}

async function fileOfName(line: OrderLine, root: string, builtins: Set<string>): Promise<ScriptFile | null> {
  if (builtins.has(line.text) || !isPhaseName(line.text)) return null;
  const [shell, python] = await Promise.all(
    ['sh', 'py'].map((extension) => findScript(root, `bin/${line.text}.${extension}`, placeOf(line))),
  );
  if (shell && python) {
    throw usageError(
      `${placeOf(line)}: ${line.text} may be ${shell.path} or ${python.path}: write the path of the one that is meant.`,
    );
  }
  return shell ?? python ?? null;
}

async function missing(line: OrderLine, root: string, builtins: Set<string>) {
  const name = stem(line.text);
  const scripts = await listScripts(root);
  if (isPath(line.text)) {
    const hint =
      didYouMean(line.text, [...scripts, ...builtins]) || didYouMean(name, [...builtins, ...scripts.map(stem)]);
    return usageError(
      `${placeOf(line)}: there is no ${path.posix.normalize(line.text)} in ${root}, and phase ${name} is not in this version: add the file or take the line out.${hint}${trailing(line)}`,
    );
  }
  const hint = didYouMean(name, [...builtins, ...scripts.map(stem)]);
  return usageError(
    `phase ${name} of ${placeOf(line)} is not in this version and there is no bin/${name}.sh or bin/${name}.py in ${root}: add the script or take the line out.${hint}${trailing(line)}`,
  );
}

const trailing = (line: OrderLine) => (/\s#/.test(line.text) ? ' A comment needs a line of its own.' : '');

const duplicate = (line: OrderLine, first: OrderLine, name: string) => {
  const spelling = first.text === line.text ? '' : ` (there as ${first.text})`;
  return `${placeOf(line)}: ${line.text} is already in line ${first.line}${spelling}: phase ${name} can stand in a build order once, so take one line out.`;
};

const isPath = (text: string) => text.includes('/') || /\.(sh|py)$/.test(text);
