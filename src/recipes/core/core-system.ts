import { busyboxApart } from '../busybox.js';
import type { Recipe } from '../define.js';
import { glibcSdk } from '../glibc-sdk.js';
import { linuxHeaders } from '../linux-headers.js';
import { musl } from '../musl.js';
import { coreLibraries } from './libraries.js';
import { coreTools } from './tools.js';

/** Nothing of these goes into the system: static programs are compiled against them. */
const muslSysroot: Recipe[] = [linuxHeaders, musl].map((recipe) => ({ ...recipe, ship: [] }));

/** What the restored base is renewed with: programs against its glibc, and a set against musl that needs none of it. */
export const coreSystem: Recipe[] = [
  ...[glibcSdk, ...coreLibraries, ...coreTools],
  ...[...muslSysroot, busyboxApart(muslSysroot.map(({ name }) => name))],
];
