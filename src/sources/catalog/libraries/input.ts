import type { SourceVariant } from '../../define.js';
import { deb } from '../places.js';
import { inSets } from '../sets.js';

const libeiPackage = (name: string, size: number, sha256: string) =>
  deb('trixie', name, '1.3.901-1', size, sha256, { source: 'libei' });

/** For where the source can't be had, as in an archive that lacks what its packages are made of. */
const libeiPackages: SourceVariant = {
  version: '1.3.901',
  prebuilt: true,
  note: "Debian's binary packages (libei 1.3.901-1)",
  sets: ['trixie', 'spec'],
  files: [
    libeiPackage('libei1', 42516, 'de3e735f2ecf97cdcd51251ec5c1f84d5ff0ce9f8f822dd7b345dc293af446f0'),
    libeiPackage('libei-dev', 17760, '089a32fdd64d94d7b1e73af9470d1e78bd9d4907be120165e28887ab7e7f62f5'),
    libeiPackage('libeis1', 42364, 'c7452d2f16802bbb604a68b2c08798f4fe0b926eae7b94f61e11c307cf98371d'),
    libeiPackage('libeis-dev', 14076, '93e16d58446e5b6669d5d401079e0a411d7769cf428e3c54f93d24c2b6d92d98'),
  ],
};

const inputSources = inSets({
  libei: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/libinput/libei',
    spec: '1.4.1 https://gitlab.freedesktop.org/libinput/libei/-/archive/@/libei-@.tar.bz2 1d6549c2520e67502fb829987bbf56a2dcf7d1a17ebe90c3ad652df06cdb08f9',
    trixie: '1.3.901-1 bz2 182495 ecf41a071a38d712da633b579d8afbbf2ca134cbe0ab2162172f79941ae39e81',
  },
  libevdev: {
    license: 'MIT',
    homepage: 'https://www.freedesktop.org/wiki/Software/libevdev/',
    spec: '1.13.4 https://www.freedesktop.org/software/libevdev/libevdev-@.tar.xz f00ab8d42ad8b905296fab67e13b871f1a424839331516642100f82ad88127cd',
    trixie: '1.13.4+dfsg-1 349892 be3456ab8289e53c9f13b6dfef10349b4f551f5d365cb58b7dd29d42488cd897',
  },
  libinput: {
    license: 'MIT',
    homepage: 'https://www.freedesktop.org/wiki/Software/libinput/',
    spec: '1.29.2 https://gitlab.freedesktop.org/libinput/libinput/-/archive/@/libinput-@.tar.gz 02631a861fc6b9fb9ca6ae51cf863334e0699bf60c91c389ac420f3fa0053bdc',
    trixie: '1.28.1-1+deb13u1 gz 1074349 a13f8c9a7d93df3c85c66afd135f0296701d8d32f911991b7aa4273fdd6a42a3',
  },
  libwacom: {
    license: 'MIT',
    homepage: 'https://github.com/linuxwacom/libwacom',
    spec: '2.16.1 https://github.com/linuxwacom/libwacom/releases/download/libwacom-@/libwacom-@.tar.xz 0f9bc90babad92b2c4c6571b53af3aee065f437cce01c06c860599e1a10680aa',
    trixie: '2.14.0-1 gz 223107 fe5fc02541e2006f6a2797640a773ea28995f4cebf695befccd7d5b05c0dc384',
  },
  mtdev: {
    license: 'MIT',
    homepage: 'https://bitmath.se/org/code/mtdev/',
    spec: '1.1.7 https://bitmath.org/code/mtdev/mtdev-@.tar.bz2 a107adad2101fecac54ac7f9f0e0a0dd155d954193da55c2340c97f2ff1d814e',
    trixie: '1.1.7-1 gz 369052 a55bd02a9af4dd266c0042ec608744fff3a017577614c057da09f1f4566ea32c',
  },
});

/** Pointers, touch, tablets. */
export const inputLibraries = inputSources.map((entry) =>
  entry.name === 'libei' ? { ...entry, variants: [...entry.variants, libeiPackages] } : entry,
);
