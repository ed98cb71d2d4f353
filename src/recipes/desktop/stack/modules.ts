import type { DesktopSet } from '../../../host/settings.js';
import type { Module } from './define.js';
import { frameworks } from './frameworks.js';
import { baseLibraries } from './libraries/base.js';
import { displayLibraries } from './libraries/display.js';
import { mediaLibraries } from './libraries/media.js';
import { services } from './libraries/services.js';
import { textLibraries } from './libraries/text.js';
import { plasmaFurther } from './plasma/further.js';
import { plasmaSession } from './plasma/session.js';
import { qt } from './qt.js';

/** Every module of the desktop that is not compiled in an earlier phase. */
const modules: Module[] = [
  ...[...baseLibraries, ...services, ...displayLibraries, ...mediaLibraries, ...textLibraries],
  ...[...qt, ...frameworks, ...plasmaSession, ...plasmaFurther],
];

/** The modules that a set of versions has, without needs that it does not have. */
export function modulesOf(set: DesktopSet): Module[] {
  const isIn = ({ only }: Module) => only === undefined || only === set;
  const absent = new Set(modules.filter((module) => !isIn(module)).map(({ name }) => name));
  return modules.filter(isIn).map((module) => ({ ...module, needs: module.needs.filter((need) => !absent.has(need)) }));
}

/** Each after what it needs, otherwise as they stand. Needs that are not among them are left to the caller. */
export function inOrder<M extends Pick<Module, 'name' | 'needs'>>(all: readonly M[]): M[] {
  const byName = new Map(all.map((module) => [module.name, module]));
  const done = new Set<string>();
  const ordered: M[] = [];
  const visit = (module: M, above: string[]) => {
    if (done.has(module.name)) return;
    if (above.includes(module.name)) throw new TypeError(`modules need each other: ${above.join(' -> ')}`);
    for (const need of module.needs) {
      const needed = byName.get(need);
      if (needed) visit(needed, [...above, module.name]);
    }
    done.add(module.name);
    ordered.push(module);
  };
  for (const module of all) visit(module, []);
  return ordered;
}
