import { inSets } from '../sets.js';

/** KDE's own releases beside Frameworks and Plasma, and SDDM. */
export const kdeExtra = inSets({
  'kio-extras': {
    license: 'GPL-2.0-or-later AND LGPL-2.0-or-later',
    homepage: 'https://invent.kde.org/network/kio-extras',
    spec: '26.04.1 https://download.kde.org/stable/release-service/@/src/kio-extras-@.tar.xz f53a64fbe5f0bbcadde55f347fef41d2f39c0b5cdcb7c74df8dee7439ee1194c',
    trixie: '4:25.04.3-1 3527392 f0b630639e4766ce85b9f8444b5b877fc3b40e09ec2fceb0d961eff4914d3fc8',
  },
  'kirigami-addons': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://invent.kde.org/libraries/kirigami-addons/',
    spec: '1.12.0 https://download.kde.org/stable/kirigami-addons/kirigami-addons-@.tar.xz 513051dff8417da1819d6ae89d6c21a03654c9a60891df60df6aba13df19d21b',
    trixie: '1.7.0-1 1518680 7d854975185cf740de486d84f1e2ec3e4eadb66ac9fb897214cba9ab8cc492b1',
  },
  libqaccessibilityclient: {
    license: 'LGPL-2.1-only OR LGPL-3.0-only',
    homepage: 'https://invent.kde.org/libraries/libqaccessibilityclient',
    spec: '0.6.0 https://download.kde.org/stable/libqaccessibilityclient/libqaccessibilityclient-@.tar.xz 4c50c448622dc9c5041ed10da7d87b3e4e71ccb49d4831a849211d423c5f5d33',
    trixie: '0.6.0-3 92812 4c50c448622dc9c5041ed10da7d87b3e4e71ccb49d4831a849211d423c5f5d33',
  },
  phonon: {
    license: 'LGPL-2.1-only OR LGPL-3.0-only',
    homepage: 'https://phonon.kde.org/',
    spec: '4.12.0 https://download.kde.org/stable/phonon/@/phonon-@.tar.xz 3287ffe0fbcc2d4aa1363f9e15747302d0b080090fe76e5f211d809ecb43f39a',
    trixie: '4:4.12.0-5 408996 3287ffe0fbcc2d4aa1363f9e15747302d0b080090fe76e5f211d809ecb43f39a',
  },
  'plasma-wayland-protocols': {
    license: 'LGPL-2.1-or-later AND BSD-3-Clause',
    homepage: 'https://invent.kde.org/libraries/plasma-wayland-protocols',
    spec: '1.20.0 https://download.kde.org/stable/plasma-wayland-protocols/plasma-wayland-protocols-@.tar.xz 9818bb1462211ce5982e670abf0d964eb11fe1d0c02a1c26084db30695a79d6a',
    trixie: '1.17.0-1 47212 cbd44b440e6b7cc76b650da93a870897e5a94adf7882b19fdf8fe222d4f74a4f',
  },
  'polkit-qt-1': {
    license: 'LGPL-2.0-or-later',
    homepage: 'https://invent.kde.org/libraries/polkit-qt-1',
    spec: '0.200.0 https://download.kde.org/stable/polkit-qt-1/polkit-qt-1-@.tar.xz 5d3b611c062d2b76a93750bb10c907bfd21d1ff08d0a15dc2cf63e278e1677fb',
    trixie: '0.200.0-4 58216 5d3b611c062d2b76a93750bb10c907bfd21d1ff08d0a15dc2cf63e278e1677fb',
  },
  'pulseaudio-qt': {
    license: 'LGPL-2.1-only OR LGPL-3.0-only',
    homepage: 'https://invent.kde.org/libraries/pulseaudio-qt',
    spec: '1.7.0 https://download.kde.org/stable/pulseaudio-qt/pulseaudio-qt-@.tar.xz 6a18db76dd2bcc3df7d9a9379c025295817264baa1f2ed8caaac7da44e04e931',
    trixie: '1.7.0-1 40684 6a18db76dd2bcc3df7d9a9379c025295817264baa1f2ed8caaac7da44e04e931',
  },
  qca: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://userbase.kde.org/QCA',
    spec: '2.3.10 https://download.kde.org/stable/qca/@/qca-@.tar.xz 1c5b722da93d559365719226bb121c726ec3c0dc4c67dea34f1e50e4e0d14a02',
    trixie: 'qca2_2.3.10-1 764844 1c5b722da93d559365719226bb121c726ec3c0dc4c67dea34f1e50e4e0d14a02',
  },
  qcoro: {
    license: 'MIT',
    homepage: 'https://qcoro.dev',
    spec: '0.12.0 https://github.com/danvratil/qcoro/archive/refs/tags/v@.tar.gz 809afafab61593f994c005ca6e242300e1e3e7f4db8b5d41f8c642aab9450fbc',
    trixie: '0.12.0-1+deb13u1 gz 161468 809afafab61593f994c005ca6e242300e1e3e7f4db8b5d41f8c642aab9450fbc',
  },
  sddm: {
    license: 'GPL-2.0-or-later',
    homepage: 'https://github.com/sddm/sddm',
    spec: '0.21.0 https://github.com/sddm/sddm/archive/refs/tags/v@.tar.gz f895de2683627e969e4849dbfbbb2b500787481ca5ba0de6d6dfdae5f1549abf',
    trixie: '0.21.0+git20250502.4fe234b-2 gz 3559611 7441d09319e6f988b5ef523b4e7c0ec967f359d4b71fb85d3bdfaf762555520a',
  },
});
