import { released } from './sets.js';

/** Tools that carry no exception for programs of other licences. */
const onlyGpl = new Set(['qtvirtualkeyboard']);

/** Modules of Qt 6. */
export const qt = released({
  license: (name) => (onlyGpl.has(name) ? 'GPL-3.0-only' : 'LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only'),
  homepage: (name) => `https://code.qt.io/cgit/qt/${name}.git/`,
  package: (name) => name.replace(/^qt/, 'qt6-'),
  spec: {
    version: '6.11.0',
    address: (name) =>
      `https://download.qt.io/official_releases/qt/6.11/6.11.0/submodules/${name}-everywhere-src-6.11.0.tar.xz`,
  },
  specHashes: {
    qt5compat: 'e62954646b2749723aa5c7db32faab407358734075590058a01e793382d4c63e',
    qtbase: '231ad85979864d914dc9568a1b71c91d6cf20d7b2021d059103bf0eb51cb755e',
    qtdeclarative: '4eece569431ddf8324e7d322fa27001916570b23df535f8fb28aba445eedfde9',
    qtimageformats: 'd3adb02ac5e2fe24068dbdaee0d7cc68cc3fa8553291c1bfce77c9fe8e940cc8',
    qtlocation: '89b8386a8ae9e0b40a43fad398ac344f93a3b0d22f09bec4631f25d79135abef',
    qtmultimedia: '90c4cac0a7a983b68d1b0873d0714e7873b9a493403fa8593e8a4eea3ea26040',
    qtpositioning: 'd61fd0985ede513ec34d2d1c1e92f383eb8eb46678ca9da805cf795cccb796e9',
    qtsensors: '412829258bc9f42766ed13a4b9d66604f184d349510b3248ec065cf90e1fc3c7',
    qtshadertools: 'e43cb1ae8809b2a858281ee269f98da59d0fc1bcf958ca5510c81f7ad3d2e14a',
    qtspeech: 'a9c585d1a65a19686dd4d39432fdc8f2b22c9415798a928dba60b39dcd46db21',
    qtsvg: 'dfa8d653be07087d9407ed4a4ebae847f8953e0b7abd829f089803ab652a30e6',
    qttools: 'cfb1993d7a10848965b01b9cf33a54b8a4ba4e5e3a6d28d59483e73f10d9fc76',
    qtvirtualkeyboard: 'd88a4b1713a313e3ac06c32837b5d00724d1dcf7b44c2594f1029f7c74a8e686',
    qtwayland: 'e710e6e760f92922b86e4dd68f6bbe94ef6510919519d1b0068e874b5ad84d37',
  },
  trixie: {
    qt5compat: '6.8.2-3 14637788 b53154bc95ec08e2ddc266bef250fbd684b4eb2df96bc8c27d26b1e953495316',
    qtbase: '6.8.2+dfsg-9+deb13u2 46365304 e0dddfea4dabb8ae4ad9224d674bef21cd101a6a5126fe988e3af69b251260b8',
    qtdeclarative: '6.8.2+dfsg-7 36588356 1a1ba5ca63ce147ccf172736173af23d6fac4dc1bfdc5eb8fd61f1a5bde8c47a',
    qtimageformats: '6.8.2-4 2036976 d2a1bbb84707b8a0aec29227b170be00f04383fbf2361943596d09e7e443c8e1',
    qtlocation: '6.8.2-2 3164164 93490bcb416b8602ead6f335fb97f82c996e13bb8af25ea991f541a39b7d1719',
    qtmultimedia: '6.8.2-8 9646120 34f561fdc07b158bcc4ad040b596fc6086c48908060e854b473b557e4feb1569',
    qtpositioning: '6.8.2-3 661464 df30664f4e936466a7e1157ff26abc61efb5e94c9eb8750e1bcdffeec95db8e5',
    qtsensors: '6.8.2-3 1498148 8a817c9b001ad0abdbf15064826ca6a8ee6b66fef8f04b4343ac9f7b2ddbf4ca',
    qtshadertools: '6.8.2-3 1138404 d1d5f90e8885fc70d63ac55a4ce4d9a2688562033a000bc4aff9320f5f551871',
    qtspeech: '6.8.2-2 262484 e09b52336bb90090f4582a382fa084f7573ebd207cc81f3066ef94cc1bf202c3',
    qtsvg: '6.8.2-3 2006996 aa2579f21ca66d19cbcf31d87e9067e07932635d36869c8239d4decd0a9dc1fa',
    qttools: '6.8.2-5 10297596 326381b7d43f07913612f291abc298ae79bd95382e2233abce982cff2b53d2c0',
    qtvirtualkeyboard: '6.8.2+dfsg-3 988528 79d0e13730ae35c1f24a949410acf604a651a15df05ccbf90fd95327070fe263',
    qtwayland: '6.8.2-4 1138764 5e46157908295f2bf924462d8c0855b0508ba338ced9e810891fefa295dc9647',
  },
});
