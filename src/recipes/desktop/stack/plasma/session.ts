import type { Module } from '../define.js';
import { sessionRow as session } from './row.js';
import { kwin, plasmaWorkspace, qca } from './session-steps.js';

/** What of Plasma a session needs, with what KDE releases on its own for it. */
export const plasmaSession: Module[] = [
  session('plasma-wayland-protocols', 'wayland', { cpuSeconds: 2, tried: true }),
  session('polkit-qt-1', 'glib polkit', { cpuSeconds: 30, tried: true, options: ['-DQT_MAJOR_VERSION=6'] }),
  qca,
  session('plasma-activities', 'boost kconfig kcoreaddons kwindowsystem qtdeclarative', {
    cpuSeconds: 108,
    tried: true,
  }),
  session('kdecoration', 'ki18n', { cpuSeconds: 28, tried: true }),
  session(
    'aurorae',
    `
      kcmutils kcolorscheme kconfig kcoreaddons kdecoration ki18n knewstuff kpackage ksvg kwindowsystem
      qtdeclarative qttools
    `,
    { only: 'spec' },
  ),
  session(
    'libplasma',
    `
      karchive kcmutils kcolorscheme kconfig kconfigwidgets kcoreaddons kglobalaccel kguiaddons ki18n kiconthemes
      kio kirigami knotifications kpackage ksvg kwidgetsaddons kwindowsystem libglvnd libx11 libxcb
      plasma-activities plasma-wayland-protocols qtdeclarative qtsvg qttools qtwayland wayland xorgproto
    `,
    { cpuSeconds: 600, tried: true },
  ),
  session(
    'breeze',
    `
      frameworkintegration kcmutils kcolorscheme kconfig kconfigwidgets kcoreaddons kdecoration kguiaddons ki18n
      kiconthemes kirigami kwidgetsaddons kwindowsystem qtdeclarative qtsvg
    `,
    { options: ['-DBUILD_QT5=OFF'] },
  ),
  session(
    'kirigami-addons',
    `
      kcolorscheme kconfig kcoreaddons kcrash kglobalaccel kguiaddons ki18n kiconthemes kirigami qtdeclarative
      qttools
    `,
    { sbu: 0.4 },
  ),
  session('qcoro', 'qtdeclarative', {
    sbu: 0.4,
    options: [
      '-DUSE_QT_VERSION=6',
      '-DQCORO_BUILD_EXAMPLES=OFF',
      ...['QTWEBSOCKETS', 'QTQUICK', 'QML'].map((part) => `-DQCORO_WITH_${part}=OFF`),
    ],
  }),
  session('kactivitymanagerd', 'boost kcrash kdbusaddons kglobalaccel ki18n kio kxmlgui qtdeclarative', {
    cpuSeconds: 235,
    tried: true,
  }),
  session(
    'kde-cli-tools',
    `
      kcmutils kconfig kcoreaddons kdesu kdoctools ki18n kiconthemes kio kparts kservice qtsvg
    `,
  ),
  session(
    'libksysguard',
    `
      kauth kconfig kconfigwidgets kcoreaddons kglobalaccel ki18n kiconthemes kio kjobwidgets knewstuff kpackage
      kservice kwidgetsaddons kwindowsystem libcap libdrm libnl libpcap lm-sensors qtdeclarative solid zlib
    `,
  ),
  session(
    'plasma5support',
    `
      kconfig kcoreaddons kguiaddons kholidays ki18n kidletime kio knotifications kservice kunitconversion
      libksysguard libx11 networkmanager-qt plasma-activities qtdeclarative solid
    `,
  ),
  session(
    'kglobalacceld',
    `
      kconfig kcoreaddons kcrash kdbusaddons kglobalaccel kio kjobwidgets knotifications kservice kwindowsystem
      libxcb qtdeclarative xcb-util-keysyms
    `,
    { cpuSeconds: 60, tried: true },
  ),
  session(
    'kinfocenter',
    `
      libudev kauth kcmutils kconfig kcoreaddons kdoctools ki18n kio kirigami-addons kservice libdrm libusb
      qtdeclarative solid
    `,
  ),
  session('phonon', 'glib libpulse qt5compat qttools', {
    sbu: 0.2,
    options: ['QT5', 'DESIGNER_PLUGIN'].map((part) => `-DPHONON_BUILD_${part}=OFF`),
  }),
  session('plasma-activities-stats', 'boost kconfig kcoreaddons plasma-activities qtdeclarative', {
    cpuSeconds: 57,
    tried: true,
  }),
  session(
    'kio-extras',
    `
      karchive kcmutils kconfigwidgets kdbusaddons kdnssd kdoctools kguiaddons ki18n kio knotifications ktextwidgets
      phonon plasma-activities plasma-activities-stats qcoro qt5compat qtdeclarative qtsvg syntax-highlighting
      taglib
    `,
    { sbu: 0.7 },
  ),
  session(
    'kmenuedit',
    `
      kcrash kdbusaddons kdoctools kglobalaccel ki18n kiconthemes kio kitemviews kwindowsystem kxmlgui qtdeclarative
      sonnet
    `,
  ),
  session('knighttime', 'kconfig kcoreaddons kdbusaddons kholidays ki18n qtpositioning', { only: 'spec' }),
  session(
    'kpipewire',
    `
      ffmpeg kcoreaddons ki18n libdrm libepoxy libglvnd libva mesa pipewire plasma-wayland-protocols qtdeclarative
      qtwayland
    `,
  ),
  session('layer-shell-qt', 'libxkbcommon qtdeclarative qtwayland wayland wayland-protocols', {
    cpuSeconds: 49,
    tried: true,
  }),
  session('libkscreen', 'libx11 libxcb plasma-wayland-protocols qttools qtwayland wayland', {
    cpuSeconds: 200,
    tried: true,
  }),
  session(
    'kscreen',
    `
      kcmutils kconfig kcoreaddons kcrash kdbusaddons kglobalaccel ki18n ksvg kwindowsystem kxmlgui layer-shell-qt
      libkscreen libplasma libx11 libxcb libxi qtdeclarative qtsensors qtwayland wayland-protocols xcb-util
    `,
  ),
  session(
    'kscreenlocker',
    `
      kcmutils kconfig kconfigwidgets kcoreaddons kcrash kglobalaccel ki18n kidletime kio knotifications kpackage
      ksvg kwindowsystem kxmlgui layer-shell-qt libkscreen libplasma libx11 libxcb libxi linux-pam qtdeclarative
      solid wayland xcb-util-keysyms xorgproto
    `,
    { cpuSeconds: 140, tried: true },
  ),
  session(
    'ksystemstats',
    `
      elogind libudev kcoreaddons kcrash kdbusaddons ki18n kiconthemes kio libcap libksysguard libnl libpcap
      lm-sensors networkmanager-qt qtdeclarative solid
    `,
  ),
  session('kwallet-pam', 'kwallet libgcrypt linux-pam qtdeclarative'),
  session('kwayland', 'libglvnd plasma-wayland-protocols qtwayland wayland-protocols', {
    cpuSeconds: 152,
    tried: true,
  }),
  session('libqaccessibilityclient', '', { cpuSeconds: 21, tried: true, options: ['-DQT_MAJOR_VERSION=6'] }),
  kwin,
  session('milou', 'kconfig ki18n krunner ksvg kwindowsystem libplasma qtdeclarative'),
  session('ocean-sound-theme', ''),
  session(
    'oxygen',
    `
      frameworkintegration kcmutils kcompletion kconfig kconfigwidgets kcoreaddons kdecoration kguiaddons ki18n
      kservice kwidgetsaddons kwindowsystem libplasma libxcb qtdeclarative
    `,
  ),
  plasmaWorkspace,
  session(
    'plasma-desktop',
    `
      attica baloo boost libudev karchive kauth kbookmarks kcmutils kcodecs kcompletion kconfig kconfigwidgets
      kcoreaddons kcrash kdbusaddons kded kdoctools kglobalaccel kguiaddons ki18n kiconthemes kio kitemmodels
      kitemviews kjobwidgets knewstuff knotifications knotifyconfig kpackage kparts krunner kscreenlocker kservice
      ksvg kwidgetsaddons kwin kwindowsystem kxmlgui libcanberra libksysguard libplasma libx11 libxcb libxcursor
      libxi libxkbcommon libxkbfile plasma-activities plasma-activities-stats plasma-wayland-protocols
      plasma-workspace plasma5support qt5compat qtdeclarative qtshadertools qtsvg qtwayland solid sonnet
      wayland-protocols xcb-util xorgproto
    `,
  ),
  session(
    'plasma-integration',
    `
      kcolorscheme kcompletion kconfig kconfigwidgets kcoreaddons kguiaddons ki18n kiconthemes kio kjobwidgets
      knotifications kstatusnotifieritem kwindowsystem kxmlgui libxcb libxcursor plasma-wayland-protocols
      qtdeclarative qtwayland wayland
    `,
    { options: ['-DBUILD_QT5=OFF'] },
  ),
  session(
    'plasma-nm',
    `
      kcmutils kcolorscheme kcompletion kconfig kcoreaddons kdbusaddons ki18n kio kirigami kitemviews kjobwidgets
      knotifications kservice ksvg kwallet kwidgetsaddons kwindowsystem kxmlgui libplasma
      mobile-broadband-provider-info modemmanager modemmanager-qt networkmanager networkmanager-qt prison qca qcoro
      qtdeclarative solid
    `,
  ),
  session('pulseaudio-qt', 'libpulse qtdeclarative', { sbu: 0.1 }),
  session(
    'plasma-pa',
    `
      glib kcmutils kconfig kcoreaddons kdbusaddons kdeclarative kdoctools kglobalaccel ki18n kstatusnotifieritem
      ksvg kwindowsystem libcanberra libplasma libpulse pulseaudio-qt qtdeclarative
    `,
  ),
  session(
    'plasma-systemmonitor',
    `
      kconfig kcoreaddons kcrash kdbusaddons kglobalaccel ki18n kiconthemes kio kirigami kirigami-addons kitemmodels
      knewstuff kpackage kservice kwindowsystem libksysguard qtdeclarative
    `,
  ),
  session(
    'plasma-welcome',
    `
      kcmutils kconfig kconfigwidgets kcoreaddons kdbusaddons ki18n kio kirigami kirigami-addons kjobwidgets
      knewstuff kservice ksvg kuserfeedback kwindowsystem libplasma qtdeclarative qtsvg
    `,
  ),
  session('plasma-workspace-wallpapers', ''),
  session(
    'polkit-kde-agent-1',
    `
      kcoreaddons kcrash kdbusaddons ki18n knotifications kwindowsystem polkit-qt-1 qtdeclarative
    `,
    { cpuSeconds: 29, tried: true },
  ),
  session(
    'powerdevil',
    `
      libudev kauth kcmutils kconfig kconfigwidgets kcoreaddons kcrash kdbusaddons kglobalaccel ki18n
      kidletime kio kirigami kitemmodels knotifications krunner kservice kwindowsystem kxmlgui libcap libkscreen
      libplasma libxcb plasma-activities plasma-wayland-protocols plasma-workspace qcoro qtwayland solid wayland
    `,
  ),
  session(
    'qqc2-breeze-style',
    `
      kcolorscheme kconfig kcoreaddons kguiaddons kiconthemes kirigami kquickcharts qtdeclarative qttools
    `,
  ),
  session(
    'sddm',
    `
      qtdeclarative qttools libxcb linux-pam elogind
    `,
    { sbu: 0.3, options: ['-DNO_SYSTEMD=ON', '-DUSE_ELOGIND=ON', '-DBUILD_WITH_QT6=ON'] },
  ),
  session(
    'systemsettings',
    `
      kauth kcmutils kcolorscheme kcompletion kconfig kconfigwidgets kcoreaddons kcrash kdbusaddons kdoctools
      kguiaddons ki18n kiconthemes kio kirigami kitemmodels kitemviews kjobwidgets kpackage krunner kservice
      kwidgetsaddons kwindowsystem kxmlgui plasma-activities plasma-workspace qtdeclarative
    `,
  ),
  session(
    'xdg-desktop-portal-kde',
    `
      kconfig kcoreaddons kcrash kglobalaccel kguiaddons ki18n kiconthemes kio kirigami knotifications kservice
      kstatusnotifieritem kwayland kwidgetsaddons kwindowsystem libxkbcommon plasma-wayland-protocols
      plasma-workspace qtdeclarative qtwayland wayland wayland-protocols
    `,
  ),
];
