import { inSets } from '../sets.js';

/** Services below a session: the bus, logins, rights, power, sensors. */
export const systemLibraries = inSets({
  accountsservice: {
    license: 'GPL-3.0-or-later',
    homepage: 'https://www.freedesktop.org/wiki/Software/AccountsService/',
    spec: '23.13.9 https://www.freedesktop.org/software/accountsservice/accountsservice-@.tar.xz adda4cdeae24fa0992e7df3ffff9effa7090be3ac233a3edfdf69d5a9c9b924f',
    trixie: '23.13.9-7 636064 adda4cdeae24fa0992e7df3ffff9effa7090be3ac233a3edfdf69d5a9c9b924f',
  },
  dbus: {
    license: 'AFL-2.1 OR GPL-2.0-or-later',
    homepage: 'https://dbus.freedesktop.org/',
    spec: '1.16.2 https://dbus.freedesktop.org/releases/dbus/dbus-@.tar.xz 0ba2a1a4b16afe7bceb2c07e9ce99a8c2c3508e5dec290dbb643384bd6beb7e2',
    trixie: '1.16.2-2 1115644 0ba2a1a4b16afe7bceb2c07e9ce99a8c2c3508e5dec290dbb643384bd6beb7e2',
  },
  elogind: {
    license: 'LGPL-2.1-or-later AND GPL-2.0-or-later AND CC0-1.0',
    homepage: 'https://github.com/elogind/elogind',
    spec: '255.17 https://github.com/elogind/elogind/archive/v@.tar.gz a9725ae3f73f8d910de84c108bc11bfd4c782bef6a4190b2ec70c5d2f22344db',
    trixie: '255.17-1debian2 gz 2183733 a9725ae3f73f8d910de84c108bc11bfd4c782bef6a4190b2ec70c5d2f22344db',
  },
  hwdata: {
    license: 'GPL-2.0-or-later OR X11',
    homepage: 'https://github.com/vcrhonek/hwdata',
    spec: '0.400 https://github.com/vcrhonek/hwdata/archive/refs/tags/v@.tar.gz 05d96821aaae04be4e684eaf9ac22e08efe646321bc64be323b91b66e7e2095c',
    trixie: '0.394-1 gz 2503620 b7c3fd7214a3b7c49d2661db127a712dc11cffd1799f793947aa1cb20aaf3298',
  },
  libgudev: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://wiki.gnome.org/Projects/libgudev',
    spec: '238 https://download.gnome.org/sources/libgudev/@/libgudev-@.tar.xz 61266ab1afc9d73dbc60a8b2af73e99d2fdff47d99544d085760e4fa667b5dd1',
    trixie: '238-6 30548 61266ab1afc9d73dbc60a8b2af73e99d2fdff47d99544d085760e4fa667b5dd1',
  },
  libusb: {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://www.libusb.info',
    spec: '1.0.29 https://github.com/libusb/libusb/releases/download/v@/libusb-@.tar.bz2 5977fc950f8d1395ccea9bd48c06b3f808fd3c2c961b44b0c2e6e29fc3a70a85',
    trixie: 'libusb-1.0_2:1.0.28-1 bz2 658053 966bb0d231f94a474eaae2e67da5ec844d3527a1f386456394ff432580634b29',
  },
  'linux-pam': {
    license: 'BSD-3-Clause OR GPL-2.0-or-later',
    homepage: 'https://www.linux-pam.org/',
    spec: '1.7.0 https://github.com/linux-pam/linux-pam/releases/download/v@/Linux-PAM-@.tar.xz 57dcd7a6b966ecd5bbd95e1d11173734691e16b68692fa59661cdae9b13b1697',
    trixie: 'pam_1.7.0-5 507824 57dcd7a6b966ecd5bbd95e1d11173734691e16b68692fa59661cdae9b13b1697',
  },
  'lm-sensors': {
    license: 'LGPL-2.1-or-later AND GPL-2.0-or-later',
    homepage: 'https://github.com/lm-sensors/lm-sensors',
    spec: '3.6.0 https://github.com/lm-sensors/lm-sensors/archive/V3-6-0.tar.gz 0591f9fa0339f0d15e75326d0365871c2d4e2ed8aa1ff759b3a55d3734b7d197',
    trixie: '1:3.6.2-2 gz 292327 c6a0587e565778a40d88891928bf8943f27d353f382d5b745a997d635978a8f0',
  },
  polkit: {
    license: 'LGPL-2.0-or-later',
    homepage: 'https://github.com/polkit-org/polkit/',
    spec: '126 https://github.com/polkit-org/polkit/archive/refs/tags/@.tar.gz 2814a7281989f6baa9e57bd33bbc5e148827e2721ccef22aaf28ab2b376068e8',
    trixie: 'policykit-1_126-2 gz 456138 2814a7281989f6baa9e57bd33bbc5e148827e2721ccef22aaf28ab2b376068e8',
  },
  seatd: {
    license: 'MIT',
    homepage: 'https://sr.ht/~kennylevinsen/seatd/',
    trixie: '0.9.1-1 gz 41968 819979c922a0be258aed133d93920bce6a3d3565a60588d6d372ce9db2712cd3',
  },
  upower: {
    license: 'GPL-2.0-or-later',
    homepage: 'https://upower.freedesktop.org/',
    spec: '1.90.9 https://gitlab.freedesktop.org/upower/upower/-/archive/v@/upower-v@.tar.gz fffd45c50d29ed73ecdcfb11c3a7bb042ef14e84b14b0c2d5fdb78c7b4435d6c',
    trixie: '1.90.9-1 bz2 154756 ca6018535817c2ea687e389e6b47583342154123c0eea0497b409c49dff319b6',
  },
  'xdg-desktop-portal': {
    license: 'LGPL-2.1-or-later',
    homepage: 'https://flatpak.github.io/xdg-desktop-portal/',
    spec: '1.20.4 https://github.com/flatpak/xdg-desktop-portal/releases/download/@/xdg-desktop-portal-@.tar.xz 9528eb3b060b88ac82f294fbdc6af5f4d3adfa42575f2cd816cab3d3e0a7a68c',
    trixie: '1.20.3+ds-1 821880 06e565de453d4b7916dd271d57ae85e21e7dc2c4a297906b5f260612e1c3492b',
  },
});
