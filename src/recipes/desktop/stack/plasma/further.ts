import type { Module } from '../define.js';
import { plasmaRow } from './row.js';

const further = plasmaRow('plasma');

/** What of Plasma a session can do without. */
export const plasmaFurther: Module[] = [
  further(
    'bluedevil',
    `
      bluez-qt kcmutils kconfig kcoreaddons kdbusaddons kdoctools ki18n kio kirigami kjobwidgets knotifications
      kservice ksvg kwidgetsaddons kwindowsystem libplasma qtdeclarative
    `,
  ),
  further('breeze-gtk', 'breeze'),
  further(
    'discover',
    `
      attica karchive kauth kcmutils kconfig kconfigwidgets kcoreaddons kcrash kdbusaddons ki18n kiconthemes
      kidletime kio kirigami kirigami-addons kitemmodels knewstuff knotifications kstatusnotifieritem kuserfeedback
      kwidgetsaddons kxmlgui purpose qcoro qtdeclarative
    `,
  ),
  further(
    'flatpak-kcm',
    `
      glib kcmutils kconfig kcoreaddons kdeclarative ki18n kitemmodels kservice qtdeclarative qtsvg
    `,
  ),
  further(
    'kde-gtk-config',
    `
      glib kcolorscheme kconfig kcoreaddons kdbusaddons kdecoration kguiaddons kwindowsystem qtsvg
    `,
  ),
  further(
    'kdeplasma-addons',
    `
      kauth kcmutils kconfig kconfigwidgets kcoreaddons kdbusaddons kdeclarative kglobalaccel kholidays ki18n kio
      kirigami-addons kitemmodels kjobwidgets knewstuff knotifications kpackage krunner kservice ksvg
      kunitconversion kwidgetsaddons kxmlgui libplasma plasma5support purpose qt5compat qtdeclarative sonnet
    `,
  ),
  further('kgamma', 'kcmutils kconfig kconfigwidgets kdoctools ki18n qtdeclarative xorgproto'),
  further(
    'krdp',
    `
      kcmutils kconfig kcoreaddons kcrash kdbusaddons kguiaddons ki18n kpipewire kstatusnotifieritem libxkbcommon
      linux-pam plasma-wayland-protocols qtdeclarative
    `,
  ),
  further('ksshaskpass', 'kcoreaddons kdoctools ki18n kwallet kwidgetsaddons qtdeclarative'),
  further(
    'kwin-x11',
    `
      breeze libudev fontconfig freetype kauth kcmutils kcolorscheme kconfig kconfigwidgets kcoreaddons kcrash
      kdbusaddons kdeclarative kdecoration kdoctools kglobalaccel kglobalacceld kguiaddons ki18n kidletime kirigami
      knewstuff knighttime knotifications kpackage kscreenlocker kservice ksvg kwayland kwidgetsaddons kwindowsystem
      kxmlgui lcms2 libcanberra libdisplay-info libdrm libepoxy libglvnd libplasma libqaccessibilityclient libx11
      libxcb libxi libxkbcommon mesa plasma-activities plasma-wayland-protocols qt5compat qtdeclarative qtsensors
      qtshadertools qtsvg qttools qtwayland wayland wayland-protocols xcb-util xcb-util-cursor xcb-util-image
      xcb-util-keysyms xcb-util-wm xorgproto
    `,
    { only: 'spec' },
  ),
  further('oxygen-sounds', 'qtdeclarative'),
  further(
    'plasma-browser-integration',
    `
      kconfig kcoreaddons kcrash kdbusaddons kfilemetadata ki18n kio kitemmodels kjobwidgets knotifications krunner
      kservice kstatusnotifieritem plasma-activities plasma-workspace purpose qtdeclarative
    `,
  ),
  further(
    'plasma-disks',
    `
      kauth kcmutils kconfig kcoreaddons kdbusaddons kdeclarative ki18n kio kjobwidgets knotifications kservice
      qtdeclarative solid
    `,
  ),
  further('plasma-firewall', 'kauth kcmutils kconfig kcoreaddons ki18n libplasma qtdeclarative'),
  further(
    'plasma-keyboard',
    `
      kcmutils kconfig kcoreaddons kcrash ki18n qtdeclarative qtvirtualkeyboard wayland wayland-protocols
    `,
    { only: 'spec' },
  ),
  further('plasma-thunderbolt', 'kcmutils kcoreaddons kdbusaddons ki18n knotifications kservice qtdeclarative'),
  further(
    'plasma-vault',
    `
      kcodecs kconfig kconfigwidgets kcoreaddons kdbusaddons ki18n kio kitemmodels kservice kwidgetsaddons
      libksysguard libplasma networkmanager-qt plasma-activities qtdeclarative
    `,
  ),
  further(
    'print-manager',
    `
      kcmutils kconfig kconfigwidgets kcoreaddons kdbusaddons ki18n kiconthemes kio kirigami knotifications kservice
      kwidgetsaddons kwindowsystem libplasma qt5compat qtdeclarative
    `,
  ),
  further(
    'sddm-kcm',
    `
      karchive kauth kcmutils kconfig kcoreaddons ki18n kio knewstuff kservice kwidgetsaddons qtdeclarative
    `,
  ),
  further(
    'spectacle',
    `
      kconfig kconfigwidgets kcoreaddons kcrash kdbusaddons kdoctools kglobalaccel kguiaddons ki18n kio kirigami
      knotifications kpipewire kservice kstatusnotifieritem kwidgetsaddons kwindowsystem kxmlgui layer-shell-qt
      libxcb libxrandr plasma-wayland-protocols prison purpose qtdeclarative qtmultimedia qtwayland wayland xcb-util
      xcb-util-cursor xcb-util-image zxing-cpp
    `,
  ),
  further(
    'wacomtablet',
    `
      kcmutils kconfig kcoreaddons kdbusaddons kdoctools kglobalaccel ki18n kio knotifications kwidgetsaddons
      kwindowsystem kxmlgui libplasma libwacom libx11 plasma5support qtdeclarative xorgproto
    `,
  ),
];
