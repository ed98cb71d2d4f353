import { boot } from './catalog/boot.js';
import { desktop } from './catalog/desktop.js';
import { glibc } from './catalog/glibc-runtime.js';
import { init } from './catalog/init.js';
import { kernel } from './catalog/kernel.js';
import { libraries } from './catalog/libraries.js';
import { musl } from './catalog/musl.js';
import { terminal } from './catalog/terminal.js';
import { tzdata } from './catalog/tzdata.js';
import { userland } from './catalog/userland.js';
import type { CatalogEntry } from './define.js';

/** Every source that recipes may name. */
export const catalog: CatalogEntry[] = [
  ...kernel,
  ...musl,
  ...userland,
  ...libraries,
  ...boot,
  ...init,
  ...terminal,
  tzdata,
  ...glibc,
  ...desktop,
];

/** The entry of a name that a recipe uses; an unknown one is a defect of the recipe. */
export function findEntry(name: string, entries: CatalogEntry[] = catalog): CatalogEntry {
  const entry = entries.find((one) => one.name === name);
  if (!entry) throw new TypeError(`no source called ${name} in the catalog`);
  return entry;
}
