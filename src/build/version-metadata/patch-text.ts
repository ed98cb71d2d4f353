import { compareVersions } from '../../host/version.js';
import type { VersionSet } from '../../recipes/define.js';
import { maskCmake } from './mask-cmake.js';
import { rules } from './rules.js';

/** A demand that was lowered. */
export interface VersionChange {
  /** Counted from 1. */
  line: number;
  /** `find_package(ECM)`, `REQUIRED_QT_VERSION`. */
  what: string;
  from: string;
  to: string;
}

/** `find_package(NAME 1.2` and `set(NAME 1.2`, the version quoted or not. */
const demand = /(?<![\w-])(find_package|find_dependency|set)\s*\(\s*(\w+)\s+"?(\d+(?:\.\d+)+)(?=[\s")])/dgi;

/**
 * Lowers what a cmake file of KDE asks for above a set of versions to what the set has. Every other character stays, and so does a demand that the set
 * meets; what has been lowered once is met.
 */
export function patchVersions(text: string, versions: VersionSet): { text: string; changes: VersionChange[] } {
  const changes: VersionChange[] = [];
  let patched = '';
  let done = 0;
  for (const match of maskCmake(text).matchAll(demand)) {
    const [, command = '', name = '', from = ''] = match;
    const to = lowered(command.toLowerCase(), name, from, versions);
    const [start, end] = match.indices?.[3] ?? [0, 0];
    if (to === null) continue;
    const what = command.toLowerCase() === 'set' ? name : `${command}(${name})`;
    changes.push({ line: text.slice(0, start).split('\n').length, what, from, to });
    patched += text.slice(done, start) + to;
    done = end;
  }
  return { text: patched + text.slice(done), changes };
}

/** What it asks for at most; null where it is left alone. */
function lowered(command: string, name: string, from: string, versions: VersionSet): string | null {
  const rule = rules.find(({ packages, variables }) => (command === 'set' ? variables : packages).test(name));
  if (!rule) return null;
  const has = versions[rule.family];
  return compareVersions(from, has) > 0 ? has : null;
}
