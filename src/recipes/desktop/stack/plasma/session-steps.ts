/** Modules of a session that need steps of their own. */
import { shell, step } from '../../../../build/drivers/index.js';
import { kde, ownProgram } from '../../kde.js';
import type { Module } from '../define.js';
import { sessionRow } from './row.js';

/** What the builds of KWin and the workspace ask of Breeze: the name of its window decoration. Breeze itself, and what it stands on, need not be there. */
const breezeName = shell('name', [
  'mkdir -p @build@/breeze',
  "printf '%s\\n' 'set(BREEZE_WITH_KDECORATION ON)' 'set(BREEZE_KDECORATION_PLUGIN_ID org.kde.breeze)' >@build@/breeze/BreezeConfig.cmake",
  "printf '%s\\n' 'set(PACKAGE_VERSION 5.9.0)' 'set(PACKAGE_VERSION_COMPATIBLE ON)' >@build@/breeze/BreezeConfigVersion.cmake",
]);

/** The compositor. */
export const kwin: Module = {
  ...sessionRow(
    'kwin',
    `
      libudev kauth kcmutils kcolorscheme kconfig kconfigwidgets kcoreaddons kcrash kdbusaddons kdeclarative
      fontconfig freetype kdecoration kglobalaccel kglobalacceld kguiaddons ki18n kidletime knewstuff knighttime knotifications
      kpackage kscreenlocker kservice ksvg kwayland kwidgetsaddons kwindowsystem kxmlgui lcms2 libcanberra libcap
      libdisplay-info libdrm libei libepoxy libglvnd libinput libqaccessibilityclient libx11 libxcb libxcvt libxi
      libxkbcommon libxres mesa pipewire plasma-activities plasma-wayland-protocols qt5compat qtdeclarative qtsensors
      qtsvg qttools qtwayland wayland wayland-protocols xcb-util xcb-util-cursor xcb-util-image xcb-util-keysyms
      xcb-util-wm xorgproto
    `,
    {
      cpuSeconds: 3318,
      tried: true,
      // For a schedule in time for the next frame, as its own install step would give it.
      attributes: [{ path: 'usr/bin/kwin_wayland', capabilities: 'cap_sys_nice+ep' }],
    },
  ),
  steps: [
    ...[breezeName, ownProgram('scanner', 'src/wayland/tools', 'qtwaylandscanner.cpp')],
    ...kde([
      ...['-DBreeze_DIR=@build@/breeze', '-DQTWAYLANDSCANNER_KDE_EXECUTABLE=@build@/scanner/run'],
      // There is no X server that it could manage the windows of, but its own Xwayland.
      '-DKWIN_BUILD_X11_BACKEND=OFF',
    ]),
  ],
};

const qcaOptions = [
  ...['-DBUILD_WITH_QT6=ON', '-DBUILD_TOOLS=OFF', '-DQCA_FEATURE_INSTALL_DIR=/usr/lib/qt6/mkspecs/features'],
  // Otherwise it tells others of its files where they are in a system, and they are not found in a sysroot.
  '-DUSE_RELATIVE_PATHS=ON',
  // It would look for it on the machine that compiles.
  '-Dqca_CERTSTORE=/etc/ssl/certs/ca-certificates.crt',
];

/** KWallet encrypts through its OpenSSL plugin. */
export const qca: Module = {
  ...sessionRow('qca', 'libgcrypt openssl qt5compat', { cpuSeconds: 167, tried: true }),
  steps: [
    ...kde(qcaOptions),
    // Of its headers it tells that nonetheless.
    step(
      'tidy',
      [
        'sed',
        '-i',
        `s|"/usr/include|"\${_IMPORT_PREFIX}/include|`,
        '@dest@/usr/lib/cmake/Qca-qt6/Qca-qt6Targets.cmake',
      ],
      { fakeroot: true },
    ),
  ],
};

/** The session is one of Wayland. With X11's it would want libXft, which is not among the libraries. */
export const plasmaWorkspace: Module = {
  ...sessionRow(
    'plasma-workspace',
    `
      baloo dbus libudev fontconfig icu karchive kauth kbookmarks kcmutils kcolorscheme kcompletion kconfig
      kconfigwidgets kcoreaddons kcrash kdbusaddons kdeclarative kded kglobalaccel kguiaddons kholidays
      ki18n kiconthemes kidletime kio kirigami kirigami-addons kitemmodels kitemviews kjobwidgets knewstuff
      knighttime knotifications knotifyconfig kpackage kparts kpipewire kquickcharts krunner kscreenlocker kservice
      kstatusnotifieritem ksvg ktexteditor ktextwidgets kunitconversion kuserfeedback kwallet kwayland
      kwidgetsaddons kwin kwindowsystem kxmlgui layer-shell-qt libcanberra libice libkscreen libksysguard libplasma
      libqalculate libsm libx11 libxau libxcb libxcursor libxfixes libxtst networkmanager-qt phonon
      plasma-activities plasma-activities-stats plasma-wayland-protocols plasma5support prison qcoro qt5compat
      qtdeclarative qtlocation qtpositioning qtshadertools qtsvg qtwayland solid wayland wayland-protocols xcb-util
      xorgproto zlib
    `,
  ),
  steps: [breezeName, ...kde(['-DBreeze_DIR=@build@/breeze', '-DWITH_X11=OFF'])],
};
