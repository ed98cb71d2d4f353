import { boot } from './catalog/boot.js';
import { coreSystem } from './catalog/core-system.js';
import { desktop } from './catalog/desktop.js';
import { frameworks } from './catalog/frameworks.js';
import { glibc } from './catalog/glibc-runtime.js';
import { init } from './catalog/init.js';
import { kernel } from './catalog/kernel.js';
import { baseLibraries } from './catalog/libraries/base.js';
import { graphicsLibraries } from './catalog/libraries/graphics.js';
import { inputLibraries } from './catalog/libraries/input.js';
import { kdeExtra } from './catalog/libraries/kde-extra.js';
import { mediaLibraries } from './catalog/libraries/media.js';
import { networkLibraries } from './catalog/libraries/network.js';
import { storageLibraries } from './catalog/libraries/storage.js';
import { systemLibraries } from './catalog/libraries/system.js';
import { textLibraries } from './catalog/libraries/text.js';
import { x11Libraries } from './catalog/libraries/x11.js';
import { libraries } from './catalog/libraries.js';
import { libudev } from './catalog/libudev.js';
import { llvmSdk } from './catalog/llvm-sdk.js';
import { musl } from './catalog/musl.js';
import { plasma } from './catalog/plasma.js';
import { qt } from './catalog/qt.js';
import { qt6Addons, qt6Sdk } from './catalog/qt6-sdk.js';
import { withSpec } from './catalog/sets.js';
import { specVersions } from './catalog/spec-versions.js';
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
  qt6Sdk(),
  llvmSdk(),
  qt6Addons(),
  ...desktop.map(withSpecVersion),
  libudev,
  ...[...baseLibraries, ...systemLibraries, ...networkLibraries, ...storageLibraries, ...inputLibraries],
  ...[...mediaLibraries, ...textLibraries, ...graphicsLibraries, ...x11Libraries],
  ...[...qt, ...frameworks, ...kdeExtra, ...plasma],
  ...coreSystem,
];

function withSpecVersion(entry: CatalogEntry): CatalogEntry {
  const spec = specVersions[entry.name];
  return spec === undefined ? entry : withSpec(entry, spec);
}

/** Whether a folder of this name may be a source's tree. */
export const isSource = (name: string): boolean => catalog.some((entry) => entry.name === name);

/** The entry of a name that a recipe uses; an unknown one is a defect of the recipe. */
export function findEntry(name: string, entries: CatalogEntry[] = catalog): CatalogEntry {
  const entry = entries.find((one) => one.name === name);
  if (!entry) throw new TypeError(`no source called ${name} in the catalog`);
  return entry;
}
