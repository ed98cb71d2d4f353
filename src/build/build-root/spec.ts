import path from 'node:path';
import { z } from 'zod';
import { hashText } from '../../host/hash.js';
import type { CacheLayout } from '../../host/layout.js';
import type { NeededTool } from '../../host/tools.js';
import type { Recipe } from '../../recipes/define.js';

export type BuildRootName = NonNullable<Recipe['buildRoot']>;
export const BuildRootName = z.enum(['trixie'] satisfies BuildRootName[]);

/** What a build root is made from: a Debian release and packages of it. */
export interface BuildRootSpec {
  suite: string;
  packages: string[];
  /** What recipes need of it and an older machine may lack: why they are not compiled on the machine itself. */
  beyond: NeededTool[];
}

/** Programs that recipes start in it; each package's own needs come with it, what it merely recommends does not. */
const trixie: BuildRootSpec = {
  suite: 'trixie',
  packages: [
    ...['build-essential', 'binutils', 'gcc', 'g++', 'make', 'cmake', 'ninja-build', 'meson', 'pkg-config', 'ccache'],
    ...[
      'fakeroot',
      'tar',
      'xz-utils',
      'zstd',
      'patch',
      'perl',
      'bc',
      'bison',
      'flex',
      'gperf',
      'nasm',
      'gettext',
      'file',
    ],
    ...['python3', 'python3-jinja2', 'python3-lxml', 'python3-mako', 'python3-packaging', 'python3-yaml'],
    ...['libglib2.0-dev-bin', 'rsync', 'shared-mime-info'],
    ...['xsltproc', 'docbook-xml', 'docbook-xsl', 'libxml2-utils', 'glslang-tools', 'libwayland-bin'],
    // The host Qt of a cross compile: moc, rcc, qmlcachegen and others, of the version that is compiled.
    ...[
      'qt6-base-dev',
      'qt6-base-dev-tools',
      'qt6-declarative-dev',
      'qt6-declarative-dev-tools',
      'qt6-shadertools-dev',
    ],
    ...['qt6-tools-dev', 'qt6-tools-dev-tools', 'qt6-l10n-tools', 'qt6-wayland-dev', 'qt6-wayland-dev-tools'],
  ],
  beyond: [
    { command: 'gcc', package: 'gcc', atLeast: '14' },
    { command: 'meson', package: 'meson', atLeast: '1.1' },
    { command: 'qmake6', package: 'qmake6', atLeast: '6.8.2' },
  ],
};

export const buildRootSpecs: Record<BuildRootName, BuildRootSpec> = { trixie };

/** Raised when roots are made in another way: those made before are then no longer used. */
const format = '1';

export interface BuildRootFolders {
  /** Takes its name when everything below it is complete. */
  dir: string;
  /** The file system. */
  root: string;
  /** What is known of it, as JSON. */
  record: string;
  lock: string;
}

/** Where a build root lies: a changed list of packages makes another one. */
export function buildRootFolders(name: BuildRootName, cache: CacheLayout): BuildRootFolders {
  const { suite, packages } = buildRootSpecs[name];
  const hash = hashText(JSON.stringify([format, suite, [...packages].sort()])).slice(0, 12);
  const dir = path.join(cache.buildRoots, `${name}-${hash}`);
  return { dir, root: path.join(dir, 'root'), record: path.join(dir, 'build-root.json'), lock: `${dir}.lock` };
}
