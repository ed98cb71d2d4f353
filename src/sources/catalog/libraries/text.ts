import { inSets } from '../sets.js';

/** Spelling, calendars, documentation. */
export const textLibraries = inSets({
  aspell: {
    license: 'LGPL-2.1-only',
    homepage: 'https://aspell.net/',
    spec: '0.60.8.1 https://ftp.gnu.org/gnu/aspell/aspell-@.tar.gz d6da12b34d42d457fa604e435ad484a74b2effcd120ff40acd6bb3fb2887d21b',
    trixie: '0.60.8.1-4 gz 3567205 d6da12b34d42d457fa604e435ad484a74b2effcd120ff40acd6bb3fb2887d21b',
  },
  'docbook-xml': {
    license: 'DocBook-Schema',
    homepage: 'https://docbook.org/schemas/4x.html',
    spec: '4.5 https://www.oasis-open.org/docbook/xml/@/docbook-xml-@.zip 4e4e037a2b83c98c6c94818390d4bdd3f6e10f6ec62dd79188594e26190dc7b4',
    trixie: '4.5-13 gz 421525 b0f8edcf697f5318e63dd98c9a931f3fee167af0805ba441db372e0f17b2a44f',
  },
  'docbook-xsl': {
    license: 'DocBook-XML',
    homepage: 'https://github.com/docbook/wiki/wiki/DocBookXslStylesheets',
    spec: '1.79.2 https://github.com/docbook/xslt10-stylesheets/releases/download/release/@/docbook-xsl-@.tar.bz2 316524ea444e53208a2fb90eeb676af755da96e1417835ba5f5eb719c81fa371',
    trixie: '1.79.2+dfsg-7 bz2 42438176 f453bac2ab3dc1709226864db2fa0119b94622840dcefa9b3e543c5dca90173d',
  },
  editorconfig: {
    license: 'BSD-2-Clause',
    homepage: 'https://editorconfig.org/',
    spec: '0.12.10 https://github.com/editorconfig/editorconfig-core-c/archive/v@.tar.gz ab9f897a90fb36cfc34e5b67221e55ab0e3119b3512de8e31029d376c6bab870',
    trixie:
      'editorconfig-core_0.12.9+~0.17.1-1 gz 77696 4aaa4e3883332aac7ec19c169dcf128f5f0f963f61d09beb299eb2bce5944e2c',
  },
  graphite2: {
    license: 'MIT OR MPL-2.0 OR LGPL-2.1-or-later OR GPL-2.0-or-later',
    homepage: 'https://graphite.sil.org/',
    spec: '1.3.14 https://github.com/silnrsi/graphite/releases/download/@/graphite2-@.tgz f99d1c13aa5fa296898a181dff9b82fb25f6cc0933dbaa7a475d8109bd54209d',
    trixie: '1.3.14-2+deb13u1 gz 6629829 7a3b342c5681921ce2e0c2496509d30b5b078399d5a7bd2358f95166d57d91df',
  },
  hunspell: {
    license: 'MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later',
    homepage: 'https://hunspell.github.io/',
    spec: '1.7.2 https://github.com/hunspell/hunspell/releases/download/v@/hunspell-@.tar.gz 11ddfa39afe28c28539fe65fc4f1592d410c1e9b6dd7d8a91ca25d85e9ec65b8',
    trixie: '1.7.2+really1.7.2-10 gz 1536202 11ddfa39afe28c28539fe65fc4f1592d410c1e9b6dd7d8a91ca25d85e9ec65b8',
  },
  libical: {
    license: 'LGPL-2.1-only OR MPL-2.0',
    homepage: 'https://github.com/libical/libical',
    spec: '3.0.20 https://github.com/libical/libical/archive/v@.tar.gz e73de92f5a6ce84c1b00306446b290a2b08cdf0a80988eca0a2c9d5c3510b4c2',
    trixie: 'libical3_3.0.20-1 gz 973928 e73de92f5a6ce84c1b00306446b290a2b08cdf0a80988eca0a2c9d5c3510b4c2',
  },
  libqalculate: {
    license: 'GPL-2.0-or-later',
    homepage: 'https://qalculate.github.io/',
    spec: '5.10.0 https://github.com/Qalculate/libqalculate/archive/refs/tags/v@.tar.gz 0053d1d12361bb07bb8117c2b7fb8df7abc70f73d7346b2fe8731525cb6709fd',
    trixie: '5.5.2-1 gz 2211598 3b8f65583779fb584a0e2fa7be95bfcc8a7e71e8e4d2ba64f00856640d32b805',
  },
  'perl-uri': {
    license: 'Artistic-1.0-Perl OR GPL-1.0-or-later',
    homepage: 'https://metacpan.org/release/URI',
    spec: '5.34 https://www.cpan.org/modules/by-module/URI/URI-@.tar.gz de64c779a212ff1821896c5ca2bb69e74767d2674cee411e777deea7a22604a8',
    trixie: 'liburi-perl_5.30-1 gz 131727 be366cf5d923e2c0d63e5fe5f707f614a144020961a2a0fe0b2c922f5fb80a95',
  },
});
