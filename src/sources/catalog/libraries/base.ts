import { inSets } from '../sets.js';

/** Libraries of general use. */
export const baseLibraries = inSets({
  acl: {
    license: 'LGPL-2.1-or-later AND GPL-2.0-or-later',
    homepage: 'https://savannah.nongnu.org/projects/acl/',
    spec: '2.3.2 https://download.savannah.nongnu.org/releases/acl/acl-@.tar.gz 5f2bdbad629707aa7d85c623f994aa8a1d2dec55a73de5205bac0bf6058a2f7c',
    trixie: '2.3.2-2 371680 97203a72cae99ab89a067fe2210c1cbf052bc492b479eca7d226d9830883b0bd',
  },
  attr: {
    license: 'LGPL-2.1-or-later AND GPL-2.0-or-later',
    homepage: 'https://savannah.nongnu.org/projects/attr/',
    spec: '2.5.2 https://download.savannah.nongnu.org/releases/attr/attr-@.tar.gz 39bf67452fa41d0948c2197601053f48b3d78a029389734332a6309a680c6c87',
    trixie: '1:2.5.2-3 334180 f2e97b0ab7ce293681ab701915766190d607a1dba7fae8a718138150b700a70b',
  },
  boost: {
    license: 'BSL-1.0',
    homepage: 'https://www.boost.org/',
    spec: '1.91.0 https://archives.boost.io/release/@/source/boost_1_91_0.tar.gz 5734305f40a76c30f951c9abd409a45a2a19fb546efe4162119250bbe4d3a463',
    trixie: 'boost1.88_1.88.0-1 82482864 5fe04fe91e9148c233784082a27a9bc5e0efef2d0eac5ea0940cf455d97f9fdc',
  },
  bzip2: {
    license: 'bzip2-1.0.6',
    homepage: 'https://sourceware.org/bzip2/',
    spec: '1.0.8 https://sourceware.org/pub/bzip2/bzip2-@.tar.gz ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269',
    trixie: '1.0.8-6 gz 810029 ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269',
  },
  duktape: {
    license: 'MIT',
    homepage: 'https://duktape.org',
    spec: '2.7.0 https://github.com/svaarala/duktape/releases/download/v@/duktape-@.tar.xz 90f8d2fa8b5567c6899830ddef2c03f3c27960b11aca222fa17aa7ac613c2890',
    trixie: '2.7.0-2 1026524 90f8d2fa8b5567c6899830ddef2c03f3c27960b11aca222fa17aa7ac613c2890',
  },
  glib: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://gitlab.gnome.org/GNOME/glib',
    spec: '2.88.1 https://download.gnome.org/sources/glib/2.88/glib-@.tar.xz 51ab804c56f6eab3e5045c774d1290ac5e4c923d4f9a3d8e33123bee45c1840e',
    trixie: 'glib2.0_2.84.4-3~deb13u5 5618200 8a9ea10943c36fc117e253f80c91e477b673525ae45762942858aef57631bb90',
  },
  gmp: {
    license: 'LGPL-3.0-or-later OR GPL-2.0-or-later',
    homepage: 'https://gmplib.org/',
    spec: '6.3.0 https://gmplib.org/download/gmp/gmp-@.tar.xz a3c2b80201b89e68616f4ad30bc66aee4927c3ce50e33929ca819d5c43538898',
    trixie: '2:6.3.0+dfsg-3 1870556 bd2966e6d277f79328e894a5a9f3ba3fbf2ed2be81def5f48623e30c23fb1572',
  },
  gpgme: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://gnupg.org/software/gpgme/',
    spec: '2.0.1 https://gnupg.org/ftp/gcrypt/gpgme/gpgme-@.tar.bz2 821ab0695c842eab51752a81980c92b0410c7eadd04103f791d5d2a526784966',
    trixie: 'gpgme1.0_1.24.2-3 bz2 1891804 e11b1a0e361777e9e55f48a03d89096e2abf08c63d84b7017cfe1dce06639581',
  },
  'hicolor-icon-theme': {
    license: 'GPL-2.0-only',
    homepage: 'https://www.freedesktop.org/wiki/Software/icon-theme/',
    spec: '0.18 https://icon-theme.freedesktop.org/releases/hicolor-icon-theme-@.tar.xz db0e50a80aa3bf64bb45cbca5cf9f75efd9348cf2ac690b907435238c3cf81d7',
    trixie: '0.18-2 29624 db0e50a80aa3bf64bb45cbca5cf9f75efd9348cf2ac690b907435238c3cf81d7',
  },
  icu: {
    license: 'Unicode-3.0',
    homepage: 'https://icu.unicode.org/',
    spec: '78.3 https://github.com/unicode-org/icu/releases/download/release-@/icu4c-@-sources.tgz 3a2e7a47604ba702f345878308e6fefeca612ee895cf4a5f222e7955fabfe0c0',
    trixie: '76.1-4 gz 27437767 dfacb46bfe4747410472ce3e1144bf28a102feeaa4e3875bac9b4c6cf30f4f3e',
  },
  'iso-codes': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://salsa.debian.org/iso-codes-team/iso-codes',
    trixie: '4.18.0-1 4378436 066bc4df7bf299561856a07119cde01d563c8c4c39906537a39363bb833d466c',
  },
  'json-c': {
    license: 'MIT',
    homepage: 'https://github.com/json-c/json-c/wiki',
    spec: '0.18 https://s3.amazonaws.com/json-c_releases/releases/json-c-@.tar.gz 876ab046479166b869afc6896d288183bbc0e5843f141200c677b3e8dfb11724',
    trixie: '0.18+ds-1 159264 f6439962c9622c1f9f4746d5b3daf5e0800c335281b048fab00159f2a29d7daa',
  },
  'json-glib': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://wiki.gnome.org/Projects/JsonGlib',
    spec: '1.10.8 https://download.gnome.org/sources/json-glib/1.10/json-glib-@.tar.xz 55c5c141a564245b8f8fbe7698663c87a45a7333c2a2c56f06f811ab73b212dd',
    trixie: '1.10.6+ds-2 175388 597bb833a87a90678f54707a9dd1aa2e011b620a0245f30857fd66afb391deb7',
  },
  libarchive: {
    license: 'BSD-2-Clause',
    homepage: 'https://www.libarchive.org/',
    spec: '3.8.5 https://github.com/libarchive/libarchive/releases/download/v@/libarchive-@.tar.gz 8a60f3a7bfd59c54ce82ae805a93dba65defd04148c3333b7eaa2102f03b7ffd',
    trixie: '3.7.4-4+deb13u1 5417660 f887755c434a736a609cbd28d87ddbfbe9d6a3bb5b703c22c02f6af80a802735',
  },
  libassuan: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://www.gnupg.org/related_software/libassuan/index.html',
    spec: '3.0.2 https://gnupg.org/ftp/gcrypt/libassuan/libassuan-@.tar.bz2 d2931cdad266e633510f9970e1a2f346055e351bb19f9b78912475b8074c36f6',
    trixie: '3.0.2-2 bz2 593917 d2931cdad266e633510f9970e1a2f346055e351bb19f9b78912475b8074c36f6',
  },
  libb2: {
    license: 'CC0-1.0',
    homepage: 'https://blake2.net/',
    spec: '0.98.1 https://github.com/BLAKE2/libb2/archive/v@.tar.gz 10053dbc2fa342516b780a6bbf6e7b2a2360b8d49c5ac426936bf3df82526732',
    trixie: '0.98.1-1.1 gz 280759 10053dbc2fa342516b780a6bbf6e7b2a2360b8d49c5ac426936bf3df82526732',
  },
  libgcrypt: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://gnupg.org/software/libgcrypt/',
    spec: '1.11.2 https://www.gnupg.org/ftp/gcrypt/libgcrypt/libgcrypt-@.tar.bz2 6ba59dd192270e8c1d22ddb41a07d95dcdbc1f0fb02d03c4b54b235814330aac',
    trixie: 'libgcrypt20_1.11.0-7 bz2 4180345 09120c9867ce7f2081d6aaa1775386b98c2f2f246135761aae47d81f58685b9c',
  },
  'libgpg-error': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://www.gnupg.org/related_software/libgpg-error/',
    spec: '1.59 https://www.gnupg.org/ftp/gcrypt/libgpg-error/libgpg-error-@.tar.bz2 a19bc5087fd97026d93cb4b45d51638d1a25202a5e1fbc3905799f424cfa6134',
    trixie: '1.51-4 bz2 1085510 be0f1b2db6b93eed55369cdf79f19f72750c8c7c39fc20b577e724545427e6b2',
  },
  libltdl: {
    license: 'LGPL-2.0-or-later',
    homepage: 'https://www.gnu.org/software/libtool/',
    spec: '2.5.4 https://ftp.gnu.org/gnu/libtool/libtool-@.tar.xz f81f5860666b0bc7d84baddefa60d1cb9fa6fceb2398cc3baca6afaa60266675',
    trixie: 'libtool_2.5.4-4 1069572 d9189031edeaa6aa74695b2aeb80a8c26df50b29d8b72c991667e01adecea42c',
  },
  libsecret: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://wiki.gnome.org/Projects/Libsecret',
    spec: '0.21.7 https://download.gnome.org/sources/libsecret/0.21/libsecret-@.tar.xz 6b452e4750590a2b5617adc40026f28d2f4903de15f1250e1d1c40bfd68ed55e',
    trixie: '0.21.7-1 207692 6b452e4750590a2b5617adc40026f28d2f4903de15f1250e1d1c40bfd68ed55e',
  },
  libxml2: {
    license: 'MIT',
    homepage: 'https://xmlsoft.org',
    spec: '2.14.6 https://download.gnome.org/sources/libxml2/2.14/libxml2-@.tar.xz 7ce458a0affeb83f0b55f1f4f9e0e55735dbfc1a9de124ee86fb4a66b597203a',
    trixie:
      '2.12.7+dfsg+really2.9.14-2.1+deb13u3 2351200 4fe913dec8b1ab89d13b489b419a8203176ea39e931eaa0d25b17eafb9c279e9',
  },
  libxslt: {
    license: 'MIT',
    homepage: 'https://gitlab.gnome.org/GNOME/libxslt/-/wikis/home',
    spec: '1.1.43 https://download.gnome.org/sources/libxslt/1.1/libxslt-@.tar.xz 5a3d6b383ca5afc235b171118e90f5ff6aa27e9fea3303065231a6d403f0183a',
    trixie: '1.1.35-1.2+deb13u3 1827548 8247f33e9a872c6ac859aa45018bc4c4d00b97e2feac9eebc10c93ce1f34dd79',
  },
  lmdb: {
    license: 'OLDAP-2.8',
    homepage: 'https://symas.com/mdb/',
    spec: '0.9.33 https://git.openldap.org/openldap/openldap/-/archive/LMDB_@/openldap-LMDB_@.tar.gz 476801f5239c88c7de61c3390502a5d13965ecedef80105b5fb0fcb8373d1e53',
    trixie: '0.9.31-1 gz 145086 d35d4f6f46313d62fd342c9dcbf574432919ce5e802d2b6cbe2ebd549821e5c4',
  },
  'lua5.4': {
    license: 'MIT',
    homepage: 'https://www.lua.org',
    spec: '5.4.8 https://www.lua.org/ftp/lua-@.tar.gz 4f18ddae154e793e46eeab727c59ef1c0c0c2b744e7b94219710d76f530629ae',
    trixie: '5.4.7-1 gz 374097 9fbf5e28ef86c69858f6d3d34eccc32e911c1a28b4120ff3e84aaa70cfbf1e30',
  },
  mpfr: {
    license: 'LGPL-3.0-or-later',
    homepage: 'https://www.mpfr.org/',
    spec: '4.2.2 https://www.mpfr.org/mpfr-@/mpfr-@.tar.xz b67ba0383ef7e8a8563734e2e889ef5ec3c3b898a01d00fa0a6869ad81c6ce01',
    trixie: 'mpfr4_4.2.2-1 1505596 b67ba0383ef7e8a8563734e2e889ef5ec3c3b898a01d00fa0a6869ad81c6ce01',
  },
  openssl: {
    license: 'Apache-2.0',
    homepage: 'https://openssl-library.org',
    spec: '3.6.1 https://github.com/openssl/openssl/releases/download/openssl-@/openssl-@.tar.gz b1bfedcd5b289ff22aee87c9d600f515767ebf45f77168cb6d64f231f518a82e',
    trixie: '3.5.7-1~deb13u2 gz 53153930 a8c0d28a529ca480f9f36cf5792e2cd21984552a3c8e4aa11a24aa31aeac98e8',
  },
  popt: {
    license: 'MIT',
    homepage: 'https://github.com/rpm-software-management/popt',
    spec: '1.19 https://ftp.rpm.org/popt/releases/popt-1.x/popt-@.tar.gz c25a4838fc8e4c1c8aacb8bd620edb3084a3d63bf8987fdad3ca2758c63240f9',
    trixie: '1.19+dfsg-2 353032 4cd0cd2963d0c4078f65949599d97135c15ee6c09cf3a36a9a1b2753025bb06b',
  },
  'shared-mime-info': {
    license: 'GPL-2.0-or-later',
    homepage: 'https://freedesktop.org/wiki/Software/shared-mime-info',
    spec: '2.4 https://gitlab.freedesktop.org/xdg/shared-mime-info/-/archive/@/shared-mime-info-@.tar.gz 531291d0387eb94e16e775d7e73788d06d2b2fdd8cd2ac6b6b15287593b6a2de',
    trixie: '2.4-5 bz2 7096347 32dc32ae39ff1c1bf8434dd3b36770b48538a1772bc0298509d034f057005992',
  },
  sqlite: {
    license: 'blessing',
    homepage: 'https://www.sqlite.org/',
    spec: '3.53.0 https://sqlite.org/2026/sqlite-autoconf-3530000.tar.gz 851e9b38192fe2ceaa65e0baa665e7fa06230c3d9bd1a6a9662d02380d73365a',
    trixie: 'sqlite3_3.46.1-7+deb13u2 8456776 d0cdd2ece271b29e7ce18095745d892517ee26d0f270065b3a25c2e9eb11639c',
  },
});
