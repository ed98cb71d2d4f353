import { type LibraryOptions, library } from '../desktop/library.js';

/** A recipe of the core system: the C library's sysroot is its phase's own, and the phase runs in a build order without the desktop. */
export const program = (options: Omit<LibraryOptions, 'sdk'>) => library({ ...options, sdk: 'glibc-sdk' });
