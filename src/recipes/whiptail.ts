import type { Recipe } from './define.js';
import { glibcBeside } from './glibc-beside.js';

/** Dialogs for shell scripts on a text console. */
export const whiptail: Recipe = glibcBeside({
  name: 'whiptail',
  title: 'whiptail',
  source: 'whiptail',
  paths: ['usr/bin/whiptail'],
  libraries: ['libnewt.so.*', 'libslang.so.*', 'libpopt.so.*', 'libm.so.6'],
  ship: ['usr/bin/whiptail'],
});
