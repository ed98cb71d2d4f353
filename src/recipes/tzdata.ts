import { prebuilt, shell } from '../build/drivers/index.js';
import { prebuiltTools } from '../build/tools.js';
import type { Recipe } from './define.js';

const regions = 'africa antarctica asia australasia europe northamerica southamerica etcetera backward';

/** Neither copies with leap seconds nor lists that only a desktop shows. */
const common: Omit<Recipe, 'title' | 'steps' | 'tools'> = {
  name: 'tzdata',
  sources: ['tzdata'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  ship: ['usr/share/zoneinfo/**'],
  omit: ['usr/share/zoneinfo/{posix,right}/**', 'usr/share/zoneinfo/*.{zi,list,tab}', 'usr/share/zoneinfo/leap*'],
};

const fromSource: Recipe = {
  ...common,
  title: 'Time zones',
  steps: [shell('install', `zic -b slim -d @dest@/usr/share/zoneinfo ${regions}`, { fakeroot: true })],
  tools: [{ command: 'zic', package: 'libc-bin' }],
};

const fromPackages: Recipe = {
  ...common,
  title: 'Time zones (prebuilt)',
  steps: prebuilt({ paths: ['usr/share/zoneinfo'] }),
  tools: prebuiltTools,
};

/** The world's time zones, for musl and for the installer's list. */
export const tzdata = (provision: 'source' | 'prebuilt'): Recipe =>
  provision === 'source' ? fromSource : fromPackages;
