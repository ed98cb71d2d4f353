import { inSets } from '../sets.js';

/** Sound, pictures and video. */
export const mediaLibraries = inSets({
  'alsa-lib': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://www.alsa-project.org/',
    spec: '1.2.14 https://www.alsa-project.org/files/pub/lib/alsa-lib-@.tar.bz2 be9c88a0b3604367dd74167a2b754a35e142f670292ae47a2fdef27a2ee97a32',
    trixie: '1.2.14-1+deb13u1 bz2 1115517 be9c88a0b3604367dd74167a2b754a35e142f670292ae47a2fdef27a2ee97a32',
  },
  exiv2: {
    license: 'GPL-2.0-or-later',
    homepage: 'https://www.exiv2.org/',
    spec: '0.28.7 https://github.com/Exiv2/exiv2/archive/refs/tags/v@.tar.gz 5e292b02614dbc0cee40fe1116db2f42f63ef6b2ba430c77b614e17b8d61a638',
    trixie: '0.28.5+dfsg-1 35622548 ea66f50bb57d3ee9a38ccf65c8cd8af52b69e8bb0ee8448f314dce8a7c27f0db',
  },
  ffmpeg: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://ffmpeg.org/',
    spec: '8.1.1 https://ffmpeg.org/releases/ffmpeg-@.tar.xz b6863adde98898f42602017462871b5f6333e65aec803fdd7a6308639c52edf3',
    trixie: '7:7.1.5-0+deb13u1 11050340 de668509caf9e35e3cd162473441fdb29538c6d96ed080292b3cf9e6fc5d558f',
  },
  'gdk-pixbuf': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://www.gtk.org/',
    spec: '2.44.6 https://download.gnome.org/sources/gdk-pixbuf/2.44/gdk-pixbuf-@.tar.xz 140c2d0b899fcf853ee92b26373c9dc228dbcde0820a4246693f4328a27466fa',
    trixie: '2.42.12+dfsg-4+deb13u1 6443656 2fab7a828f1a017a235cd800cf0b47d83733037bade493337c46ed79e7ef3678',
  },
  libcanberra: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://0pointer.de/lennart/projects/libcanberra/',
    spec: '0.30 https://0pointer.de/lennart/projects/libcanberra/libcanberra-@.tar.xz c2b671e67e0c288a69fc33dc1b6f1b534d07882c2aceed37004bf48c601afa72',
    trixie: '0.30-18 318960 c2b671e67e0c288a69fc33dc1b6f1b534d07882c2aceed37004bf48c601afa72',
  },
  libogg: {
    license: 'BSD-3-Clause',
    homepage: 'https://xiph.org/ogg/',
    spec: '1.3.6 https://downloads.xiph.org/releases/ogg/libogg-@.tar.xz 5c8253428e181840cd20d41f3ca16557a9cc04bad4a3d04cce84808677fa1061',
    trixie: '1.3.5-3 429076 c4d91be36fc8e54deae7575241e03f4211eb102afb3fc0775fbbc1b740016705',
  },
  libpulse: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://pulseaudio.org',
    spec: '17.0 https://www.freedesktop.org/software/pulseaudio/releases/pulseaudio-@.tar.xz 053794d6671a3e397d849e478a80b82a63cb9d8ca296bd35b73317bb5ceb87b5',
    trixie: 'pulseaudio_17.0+dfsg1-2 1459260 24a25d3cf8fcede801f6b3d05ca6d22b0a43ad2f710a4fbf2ec251debc9cff5b',
  },
  libsndfile: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://libsndfile.github.io/libsndfile/',
    spec: '1.2.2 https://github.com/libsndfile/libsndfile/releases/download/@/libsndfile-@.tar.xz 3799ca9924d3125038880367bf1468e53a1b7e3686a934f098b7e1d286cdb80e',
    trixie: '1.2.2-2+deb13u1 gz 684875 ffe12ef8add3eaca876f04087734e6e8e029350082f3251f565fa9da55b52121',
  },
  libtiff: {
    license: 'libtiff',
    homepage: 'https://libtiff.gitlab.io/libtiff/',
    spec: '4.7.1 https://download.osgeo.org/libtiff/tiff-@.tar.gz f698d94f3103da8ca7438d84e0344e453fe0ba3b7486e04c5bf7a9a3fabe9b69',
    trixie: 'tiff_4.7.0-3+deb13u3 bz2 2111254 2b8b5c4e79cb2a4651796602e45d6179b7f18bc283feab417b8e881ef7e81862',
  },
  libvorbis: {
    license: 'BSD-3-Clause',
    homepage: 'https://www.xiph.org/vorbis/',
    spec: '1.3.7 https://downloads.xiph.org/releases/vorbis/libvorbis-@.tar.xz b33cc4934322bcbf6efcbacf49e3ca01aadbea4114ec9589d1b1e9d20f72954b',
    trixie: '1.3.7-3 gz 1658963 0e982409a9c3fc82ee06e08205b1355e5c6aa4c36bca58146ef399621b0ce5ab',
  },
  libwebp: {
    license: 'BSD-3-Clause',
    homepage: 'https://developers.google.com/speed/webp/',
    spec: '1.6.0 https://downloads.webmproject.org/releases/webp/libwebp-@.tar.gz e4ab7009bf0629fd11982d4c2aa83964cf244cffba7347ecd39019a9e38c4564',
    trixie: '1.5.0-0.1 gz 4267494 7d6fab70cf844bf6769077bd5d7a74893f8ffd4dfb42861745750c63c2a5c92c',
  },
  pipewire: {
    license: 'MIT',
    homepage: 'https://pipewire.org/',
    spec: '1.6.0 https://gitlab.freedesktop.org/pipewire/pipewire/-/archive/@/pipewire-@.tar.gz eef582901d8323669560dd32e3b76b1b15011d73a38f0035a3f11b933112f397',
    trixie: '1.4.2-1 bz2 1917345 aa9098001e1bc2f7742140727e19bcd57812b686840923afda2be6c227b88bf0',
  },
  qrencode: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://fukuchi.org/works/qrencode/index.html.en',
    spec: '4.1.1 https://github.com/fukuchi/libqrencode/archive/refs/tags/v@.tar.gz 5385bc1b8c2f20f3b91d258bf8ccc8cf62023935df2d2676b5b67049f31a049c',
    trixie: '4.1.1-2 bz2 461562 e455d9732f8041cf5b9c388e345a641fd15707860f928e94507b1961256a6923',
  },
  taglib: {
    license: 'LGPL-2.1-only OR MPL-1.1',
    homepage: 'https://taglib.org/',
    spec: '2.0.2 https://github.com/taglib/taglib/archive/v@.tar.gz 0de288d7fe34ba133199fd8512f19cc1100196826eafcb67a33b224ec3a59737',
    trixie: '2.0.2-2 gz 1446419 0de288d7fe34ba133199fd8512f19cc1100196826eafcb67a33b224ec3a59737',
  },
  wireplumber: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/pipewire/wireplumber',
    spec: '0.5.13 https://gitlab.freedesktop.org/pipewire/wireplumber/-/archive/@/wireplumber-@.tar.gz 904e4219dacfc6070e13fcb41846b085c61aa1c1cbb0dcc59e1ab982adc8968a',
    trixie: '0.5.8-2 bz2 419851 ae86dbe0142cf01c97e6b49e84890702b93c8b3e6402c6316cf0f117b62740a8',
  },
  'zxing-cpp': {
    license: 'Apache-2.0',
    homepage: 'https://github.com/zxing-cpp/zxing-cpp',
    spec: '2.3.0 https://github.com/nu-book/zxing-cpp/archive/refs/tags/v@.tar.gz 64e4139103fdbc57752698ee15b5f0b0f7af9a0331ecbdc492047e0772c417ba',
    trixie: '2.3.0-4 500060 2fac5e5dd48337d24f41cd23bfaacf619280c245fa40c6c31d31d213ac0e4380',
  },
});
