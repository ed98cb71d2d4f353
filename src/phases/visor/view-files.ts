import type { InitramfsEntry } from '../../image/initramfs.js';
import type { View } from '../../layers/view.js';
import { hasContent } from './kernel.js';

/** Files and links of the target at these globs, as they are there, for an initramfs. */
export function viewFiles(view: View, globs: string[]): InitramfsEntry[] {
  return view.match(globs).flatMap((found): InitramfsEntry[] => {
    const { entry } = found;
    if (entry.type === 'symlink') return [{ type: 'symlink', path: entry.path, target: entry.target }];
    // Another name of a program: it finds out by which it was called, so that a link does.
    if (entry.type === 'hardlink') return [{ type: 'symlink', path: entry.path, target: `/${entry.target}` }];
    if (entry.type !== 'file' || !hasContent(found)) return [];
    return [{ type: 'file', path: entry.path, from: found.content, mode: entry.mode }];
  });
}
