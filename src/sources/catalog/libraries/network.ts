import { inSets } from '../sets.js';

/** Networks. */
export const networkLibraries = inSets({
  libndp: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://libndp.org',
    spec: '1.9 https://libndp.org/files/libndp-@.tar.gz a8ab214e01dc3a9b615276905395637f391298c84d77651f0cbf0b1082dd2dd4',
    trixie: '1.9-1 gz 30025 e564f5914a6b1b799c3afa64c258824a801c1b79a29e2fe6525b682249c65261',
  },
  libnl: {
    license: 'LGPL-2.1-only',
    homepage: 'https://github.com/thom311/libnl',
    spec: '3.11.0 https://github.com/thom311/libnl/releases/download/libnl3_11_0/libnl-@.tar.gz 2a56e1edefa3e68a7c00879496736fdbf62fc94ed3232c0baba127ecfa76874d',
    trixie: 'libnl3_3.7.0-2 gz 1000913 9fe43ccbeeea72c653bdcf8c93332583135cda46a79507bfd0a483bb57f65939',
  },
  libpcap: {
    license: 'BSD-3-Clause',
    homepage: 'https://www.tcpdump.org/',
    spec: '1.10.5 https://www.tcpdump.org/release/libpcap-@.tar.gz 37ced90a19a302a7f32e458224a00c365c117905c2cd35ac544b6880a81488f0',
    trixie: '1.10.5-2 671880 84fa89ac6d303028c1c5b754abff77224f45eca0a94eb1a34ff0aa9ceece3925',
  },
  'mobile-broadband-provider-info': {
    license: 'CC-PDDC',
    homepage: 'https://wiki.gnome.org/Projects/NetworkManager/MobileBroadband/ServiceProviders',
    spec: '20250613 https://gitlab.gnome.org/GNOME/mobile-broadband-provider-info/-/archive/@/mobile-broadband-provider-info-@.tar.gz b5168b7c886c6eac8bd844bb9aaaf12f3032444138d1d190e27772b5e55111ed',
    trixie: '20250613-2 bz2 42666 7bf72daee64895c77c0f0d2f2b96c4117be3c063292a6d522392946b303cb841',
  },
  modemmanager: {
    license: 'GPL-2.0-or-later AND LGPL-2.0-or-later',
    homepage: 'https://www.freedesktop.org/wiki/Software/ModemManager/',
    spec: '1.24.2 https://gitlab.freedesktop.org/mobile-broadband/ModemManager/-/archive/@/ModemManager-@.tar.gz fbc75adcc0d7b0565f256e7ff4e8872b0a37c4413ff576665f7470932d9c1b68',
    trixie: '1.24.0-1+deb13u1 1361836 63ded4c0f3936bb0db5ae35ef1dfd57c5d5b4dd8a5cdaa7fb2182255218c9168',
  },
  networkmanager: {
    license: 'GPL-2.0-or-later AND LGPL-2.1-or-later',
    homepage: 'https://networkmanager.dev/',
    spec: '1.54.1 https://gitlab.freedesktop.org/NetworkManager/NetworkManager/-/archive/@/NetworkManager-@.tar.gz 3bec7f01698e416c58fe823d042de87fdc0e5ddf54d1871a8b65216070eb9a93',
    trixie: 'network-manager_1.52.1-1 bz2 8394935 8997dafb8131599134f75ecb2fcdc2d3ea977129796f2ea8b628a05702e6b7de',
  },
});
