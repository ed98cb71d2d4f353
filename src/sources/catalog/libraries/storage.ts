import { inSets } from '../sets.js';

/** Disks and encryption. */
export const storageLibraries = inSets({
  cryptsetup: {
    license: 'GPL-2.0-or-later WITH cryptsetup-OpenSSL-exception AND LGPL-2.1-or-later',
    homepage: 'https://gitlab.com/cryptsetup/cryptsetup',
    spec: '2.8.0 https://www.kernel.org/pub/linux/utils/cryptsetup/v2.8/cryptsetup-@.tar.xz cc9e2d37c25a871cea37520b28d532207b0c1670fb10fc54d68071f63f5243a2',
    trixie: '2:2.7.5-2 gz 11847570 66f82757456411353216def2e93ee6f82e1dc5c8b583cb9b1c84ecb918b60980',
  },
  libatasmart: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://0pointer.de/blog/projects/being-smart.html',
    spec: '0.19 https://0pointer.de/public/libatasmart-@.tar.xz 61f0ea345f63d28ab2ff0dc352c22271661b66bf09642db3a4049ac9dbdb0f8d',
    trixie: '0.19-5 251204 61f0ea345f63d28ab2ff0dc352c22271661b66bf09642db3a4049ac9dbdb0f8d',
  },
  libblockdev: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://github.com/storaged-project/libblockdev',
    spec: '3.4.0 https://github.com/storaged-project/libblockdev/releases/download/@/libblockdev-@.tar.gz 65ef9a37babd44b85b8ff9b273f90f9f7d5f8ff7b0c76a8edb69240325fd83f4',
    trixie: '3.3.0-2.1 gz 585629 84e333b172538bf458fec3acbe35a9fbe3b12ba1e467f67ff2970f04b89e858c',
  },
  libbytesize: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://github.com/storaged-project/libbytesize',
    spec: '2.11 https://github.com/storaged-project/libbytesize/releases/download/@/libbytesize-@.tar.gz 1f6ce157750ed1201ce83edd3c23d997a615c7da30f9a0e5bb44635f66768d81',
    trixie: '2.11-2 gz 97451 794fc1804dd16ff0d5a505dbab2dd84c174d1159f4a58f3764fee1c8e5d949ca',
  },
  lvm2: {
    license: 'GPL-2.0-only AND LGPL-2.1-only',
    homepage: 'https://sourceware.org/lvm2/',
    spec: '2.03.33 https://mirrors.kernel.org/sourceware/lvm2/releases/LVM2.@.tgz be4babd8a986d73279f1e75fbb1d33cb41559b75c2063611781bfeb8c2def139',
    trixie: '2.03.31-2 1941624 5541d15f739bc62263b551b1d8091ea8fc889a31ed20cdc58ff9f7192d8ecd4a',
  },
  udisks: {
    license: 'GPL-2.0-or-later AND LGPL-2.0-or-later',
    homepage: 'https://www.freedesktop.org/wiki/Software/udisks',
    spec: '2.10.2 https://github.com/storaged-project/udisks/releases/download/udisks-@/udisks-@.tar.bz2 6401c715d287ec84fe605e0cb90579e8da6c395bce5f42e419f205dd297e261f',
    trixie: 'udisks2_2.10.1-12.1+deb13u2 bz2 1896207 b75734ccf602540dedb4068bec206adcb508a4c003725e117ae8f994d92d8ece',
  },
});
