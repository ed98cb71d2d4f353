import { prebuilt, shell, step } from '../build/drivers/index.js';
import { prebuiltTools } from '../build/tools.js';
import type { Provision, Recipe } from './define.js';

const modules = 'usr/lib/python3/dist-packages';

/** Finds its modules beside itself, wherever its layer is linked to. */
const launcher = `#!/usr/bin/python3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / '${modules}'))
sys.exit(__import__('mesonbuild.mesonmain', fromlist=['main']).main())
`;

const install = step('install', ['install', '-D', '-m755', '@files@/meson', '@dest@/usr/bin/meson'], {
  fakeroot: true,
});

const common: Omit<Recipe, 'title' | 'steps' | 'tools'> = {
  name: 'meson',
  sources: ['meson'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  files: { meson: { text: launcher } },
  ship: [],
};

const python = { command: '/usr/bin/python3', package: 'python3' };

const fromSource: Recipe = {
  ...common,
  title: 'Meson for the build',
  steps: [
    shell('install modules', `mkdir -p @dest@/${modules}\ncp -r mesonbuild @dest@/${modules}`, {
      fakeroot: true,
    }),
    install,
  ],
  tools: [python],
};

const fromPackages: Recipe = {
  ...common,
  title: 'Meson for the build (prebuilt)',
  steps: [...prebuilt({ paths: [`${modules}/mesonbuild`] }), install],
  tools: [...prebuiltTools, python],
};

/** Newer than the distribution's, for what asks for that: as `meson` among `hostDependencies` it comes first in PATH. */
export const meson = (provision: ReturnType<Provision>): Recipe => (provision === 'source' ? fromSource : fromPackages);
