import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Of a tree whose build files don't say its version plainly. */
const unknownVersion = 'unknown';

/** Files of a tree's top that may say its version, in the order in which they are asked. */
const readers: [file: string, read: (text: string) => string | undefined][] = [
  ['CMakeLists.txt', cmakeVersion],
  // Qt's modules.
  ['.cmake.conf', (text) => cmakeVariables(text).get('QT_REPO_MODULE_VERSION')],
  ['meson.build', mesonVersion],
  ['configure.ac', autoconfVersion],
  ['Makefile', kernelVersion],
];

/** The version of a source tree by its own build files. */
export function versionOfTree(folder: string): string {
  for (const [file, read] of readers) {
    const version = read(textOf(path.join(folder, file)));
    if (version !== undefined && /^\d[\w.+~-]*$/.test(version)) return version;
  }
  return unknownVersion;
}

/** `project(NAME VERSION 1.2.3)`, also by a variable; else KDE's own variables. */
function cmakeVersion(text: string): string | undefined {
  const variables = cmakeVariables(text);
  const [, said] = /\sVERSION\s+"?([^\s")]+)/.exec(callOf('project', text)) ?? [];
  const resolved = said?.replace(/\$\{(\w+)\}/g, (whole, name: string) => variables.get(name) ?? whole);
  return resolved ?? variables.get('KF_VERSION') ?? variables.get('PROJECT_VERSION');
}

function cmakeVariables(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of withoutComments(text).matchAll(/^\s*set\s*\(\s*(\w+)\s+"?([^\s")]+)"?/gim))
    if (!found.has(name)) found.set(name, value);
  return found;
}

function mesonVersion(text: string): string | undefined {
  return /\bversion\s*:\s*'([^']+)'/.exec(callOf('project', text))?.[1];
}

/** AC_INIT with a version that no macro makes up. */
function autoconfVersion(text: string): string | undefined {
  return /^\[?[^\],]+\]?\s*,\s*\[?([^\],)]+)\]?/.exec(callOf('AC_INIT', text).trim())?.[1]?.trim();
}

/** Linux. */
function kernelVersion(text: string): string | undefined {
  const field = (name: string) => new RegExp(`^${name} = (\\d+)$`, 'm').exec(text)?.[1];
  const parts = ['VERSION', 'PATCHLEVEL', 'SUBLEVEL'].map(field);
  return parts.every((part) => part !== undefined) ? parts.join('.') : undefined;
}

/** What stands between the parentheses of the first call of a function. */
function callOf(name: string, text: string): string {
  const from = new RegExp(`^[ \\t]*${name}\\s*\\(`, 'im').exec(withoutComments(text));
  if (!from) return '';
  const rest = withoutComments(text).slice(from.index + from[0].length);
  let depth = 1;
  const end = rest.split('').findIndex((sign) => {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    return depth === 0;
  });
  return end === -1 ? '' : rest.slice(0, end);
}

const withoutComments = (text: string) => text.replace(/#.*$/gm, '');

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
