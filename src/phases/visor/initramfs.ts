import { failure } from '../../host/errors.js';
import type { InitramfsEntry } from '../../image/initramfs.js';
import type { View } from '../../layers/view.js';
import { hasContent } from './kernel.js';
import { moduleClosure } from './modules.js';

export interface InitramfsParts {
  view: View;
  /** Kernel release, for its modules. */
  release: string;
  /** Static BusyBox on the host. */
  busybox: string;
  /** The first program on the host. */
  init: string;
  /** Further files: path there -> file on the host. */
  files: Record<string, string>;
  /** Further texts: path there -> content. */
  texts: Record<string, string>;
  /** Globs of modules below lib/modules/RELEASE. */
  modules: string[];
  /** Names of modules that no device asks for. */
  load: string[];
}

/** An initramfs of BusyBox, a first program and those modules that the kernel has not built in. */
export async function initramfsEntries(parts: InitramfsParts): Promise<InitramfsEntry[]> {
  return [
    ...['dev', 'etc', 'newroot', 'proc', 'run', 'sys', 'tmp'].map((path): InitramfsEntry => ({ type: 'dir', path })),
    // The kernel opens it for the first program, before anything is mounted.
    { type: 'char', path: 'dev/console', major: 5, minor: 1 },
    { type: 'file', path: 'bin/busybox', from: parts.busybox, mode: 0o755 },
    { type: 'file', path: 'init', from: parts.init, mode: 0o755 },
    { type: 'file', path: 'etc/smech/modules', text: parts.load.map((name) => `${name}\n`).join('') },
    ...Object.entries(parts.files).map(([path, from]): InitramfsEntry => ({ type: 'file', path, from, mode: 0o755 })),
    ...Object.entries(parts.texts).map(([path, text]): InitramfsEntry => ({ type: 'file', path, text })),
    ...(await moduleEntries(parts)),
  ];
}

async function moduleEntries({ view, release, modules }: InitramfsParts): Promise<InitramfsEntry[]> {
  const folder = `lib/modules/${release}`;
  // A kernel without modules has no such file.
  if (!view.get(`${folder}/modules.dep`)) return [];
  const chosen = moduleClosure(await view.read(`${folder}/modules.dep`), modules).map((name) => `${folder}/${name}`);
  const lists = view.match([`${folder}/modules.*`]).filter(({ entry }) => !entry.path.endsWith('.bin'));
  const files = [...lists, ...chosen.map((path) => view.get(path) ?? missing(path))];
  return files.filter(hasContent).map(({ entry, content }) => ({ type: 'file', path: entry.path, from: content }));
}

function missing(path: string): never {
  throw failure(`${path} stands in modules.dep but not in the target: run compile_kernel again with --force.`);
}
