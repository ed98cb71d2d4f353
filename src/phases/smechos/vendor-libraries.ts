import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SystemTree } from './system-tree.js';

/** Loaders of drivers, and the folders where drivers announce themselves to them (their documentation: libglvnd, the Vulkan loader). */
const loaders = [
  { library: 'libEGL.so.1', folders: ['usr/share/glvnd/egl_vendor.d', 'etc/glvnd/egl_vendor.d'] },
  { library: 'libvulkan.so.1', folders: ['usr/share/vulkan/icd.d', 'etc/vulkan/icd.d'] },
];

/** libGLX puts the name together from what the X server tells (libglvnd's documentation). */
const glx = { library: 'libGLX.so.0', name: /^libGLX_\w+\.so\.0$/ };

const Vendor = z.object({ ICD: z.object({ library_path: z.string().min(1) }) });

/** Drivers for those loaders that `isLoaded`, each with what names it; an announcement that is none is left out. `libraries`: all that there are. */
export function vendorLibraries(
  tree: SystemTree,
  libraries: Iterable<string>,
  isLoaded: (library: string) => boolean,
): { name: string; file: string }[] {
  const forGlx = isLoaded(glx.library) ? [...libraries].filter((name) => glx.name.test(name)) : [];
  const announced = loaders
    .filter(({ library }) => isLoaded(library))
    .flatMap(({ folders }) => folders.flatMap((folder) => tree.list(folder).map((name) => `${folder}/${name}`)))
    .flatMap((file) => {
      const name = libraryOf(tree.file(file));
      return name === null ? [] : [{ name, file }];
    });
  return [...announced, ...forGlx.map((name) => ({ name, file: glx.library }))];
}

function libraryOf(file: string | undefined): string | null {
  if (file === undefined) return null;
  try {
    return Vendor.parse(JSON.parse(readFileSync(file, 'utf8'))).ICD.library_path;
  } catch {
    return null;
  }
}
