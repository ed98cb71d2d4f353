import { shell, step } from '../../../build/drivers/index.js';
import { cmakeTools, debianModule } from '../../../build/tools.js';
import { findsOwnLibraries, kde, ownProgram, runsOwnPrograms } from '../kde.js';
import { type Extra, type Module, row } from './define.js';

/** All but ECM itself need it and Qt. */
const framework = (name: string, needs: string, extra: Extra = {}): Module =>
  row(name, `extra-cmake-modules qtbase ${needs}`, extra, {
    groups: ['frameworks'],
    steps: kde(extra.options, extra.env),
    tools: [...cmakeTools, ...(extra.tools ?? [])],
  });

const ecm = row(
  'extra-cmake-modules',
  '',
  { cpuSeconds: 2, tried: true },
  { groups: ['frameworks'], steps: kde(), tools: cmakeTools },
);

const kwindowsystem: Module = {
  ...framework(
    'kwindowsystem',
    `
      libx11 libxcb libxfixes libxkbcommon libxrender plasma-wayland-protocols qtdeclarative qttools qtwayland wayland
      wayland-protocols xcb-util-keysyms xcb-util-wm
    `,
    { cpuSeconds: 138, tried: true },
  ),
  // What it tells others would hold the sysroot's place, for a folder where they look anyway.
  steps: [step('headers', ['sed', '-i', '/PUBLIC .*XCB_XCB_INCLUDE_DIR/d', 'src/CMakeLists.txt']), ...kde()],
};

/** Where Qt has no module that speaks, as the prebuilt one has none, the editor does not read aloud either: it has no switch for that. */
const silent = shell('speech', [
  'for each in @sysroot@/usr/lib/cmake @sysroot@/usr/lib/*/cmake; do if [ -d "$each/Qt6TextToSpeech" ]; then exit; fi; done',
  "sed -i 's/ TextToSpeech)/)/' CMakeLists.txt",
  "sed -i '/Qt6::TextToSpeech/d' src/CMakeLists.txt",
  "sed -i '/<QTextToSpeech>/d; /setupSpeechActions();/d; /speechEngine(this)->/d' src/view/kateview.cpp",
  "sed -i '/<QTextToSpeech>/d; /^QTextToSpeech .*speechEngine(/,/^}/d; /m_speechEngine/d' src/utils/kateglobal.cpp",
]);

const ktexteditor: Module = {
  ...framework(
    'ktexteditor',
    `
      editorconfig karchive kauth kcodecs kcolorscheme kcompletion kconfig kconfigwidgets kcoreaddons kguiaddons
      ki18n kio kitemviews kjobwidgets kparts ktextwidgets kwidgetsaddons kxmlgui qtdeclarative qtspeech qttools
      sonnet syntax-highlighting
    `,
  ),
  steps: [silent, ...kde()],
};

/**
 * KDE Frameworks, each after what it needs. kdoctools is left to those that can't be without it: it makes handbooks and manual pages, in every
 * language, and a system has neither.
 */
export const frameworks: Module[] = [
  ecm,
  framework('attica', 'qttools', { cpuSeconds: 87, tried: true }),
  framework('kconfig', 'qtdeclarative qttools', { cpuSeconds: 129, tried: true }),
  framework('kcoreaddons', 'libudev qtdeclarative qttools', { cpuSeconds: 148, tried: true }),
  framework('kcrash', 'kcoreaddons qttools xorgproto', { cpuSeconds: 37, tried: true }),
  framework('kdbusaddons', 'qttools', { cpuSeconds: 39, tried: true }),
  framework('karchive', 'bzip2 openssl qttools xz zlib zstd', { cpuSeconds: 65, tried: true }),
  framework('kcodecs', 'qttools', { cpuSeconds: 194, tried: true }),
  framework('ki18n', 'qtdeclarative qttools', { cpuSeconds: 103, tried: true }),
  // Without TagLib, whose source wants utfcpp: that is not in the catalog.
  framework('kfilemetadata', 'attr exiv2 ffmpeg karchive kcodecs kconfig kcoreaddons ki18n qtdeclarative qttools'),
  framework('kidletime', 'libx11 libxcb libxext plasma-wayland-protocols qttools qtwayland wayland wayland-protocols', {
    cpuSeconds: 39,
    tried: true,
  }),
  kwindowsystem,
  framework('kauth', 'kcoreaddons kwindowsystem polkit-qt-1 qttools', { cpuSeconds: 86, tried: true }),
  framework(
    'kguiaddons',
    `
      libx11 libxcb plasma-wayland-protocols qtdeclarative qttools qtwayland wayland wayland-protocols xorgproto
    `,
    { cpuSeconds: 106, tried: true },
  ),
  framework('kcolorscheme', 'kconfig kguiaddons ki18n qtdeclarative qttools', { cpuSeconds: 18, tried: true }),
  framework('kwidgetsaddons', 'qttools', { cpuSeconds: 356, tried: true }),
  framework(
    'kconfigwidgets',
    `
      kcodecs kcolorscheme kconfig kcoreaddons kguiaddons ki18n kwidgetsaddons qtdeclarative qttools
    `,
    { cpuSeconds: 70, tried: true },
  ),
  framework('kbookmarks', 'kconfig kconfigwidgets kcoreaddons kwidgetsaddons qtdeclarative qttools', {
    cpuSeconds: 44,
    tried: true,
  }),
  framework('kcompletion', 'kcodecs kconfig kcoreaddons kwidgetsaddons qtdeclarative qttools', {
    cpuSeconds: 37,
    tried: true,
  }),
  framework('kdoctools', 'docbook-xml docbook-xsl karchive ki18n libxml2 libxslt perl-uri qttools', {
    cpuSeconds: 44,
    tried: true,
    options: [
      ...[runsOwnPrograms, ...findsOwnLibraries],
      // Its files name these folders: the target's, which the build root has too.
      '-DDocBookXSL_DIR=/usr/share/xml/docbook/stylesheet/docbook-xsl',
      '-DDocBookXML4_DTD_DIR=/usr/share/xml/docbook/schema/dtd/4.5',
    ],
    // Where perl finds URI::Escape.
    env: { PERL5LIB: '@sysroot@/usr/share/perl5' },
  }),
  framework('kservice', 'kconfig kcoreaddons ki18n qtdeclarative qttools', { cpuSeconds: 83, tried: true }),
  framework('kded', 'kconfig kcoreaddons kcrash kdbusaddons kservice qtdeclarative'),
  // Without lxml it would leave out what it draws from other icons.
  framework('breeze-icons', '', {
    cpuSeconds: 82,
    tried: true,
    options: [runsOwnPrograms],
    tools: [debianModule('lxml', 'python3-lxml')],
  }),
  framework(
    'kiconthemes',
    `
      breeze-icons karchive kcolorscheme kconfigwidgets ki18n kwidgetsaddons qtdeclarative qtsvg qttools
    `,
    { cpuSeconds: 60, tried: true },
  ),
  framework('kitemviews', 'qttools', { cpuSeconds: 71, tried: true }),
  framework('knotifications', 'kconfig libcanberra qtdeclarative qttools', { cpuSeconds: 58, tried: true }),
  framework('kjobwidgets', 'kcoreaddons knotifications kwidgetsaddons qttools', { cpuSeconds: 53, tried: true }),
  framework('sonnet', 'aspell hunspell qtdeclarative qttools', { cpuSeconds: 110, tried: true }),
  // Nothing here speaks what it reads.
  framework(
    'ktextwidgets',
    'kcompletion kconfig kconfigwidgets kcoreaddons ki18n kwidgetsaddons qtdeclarative qttools sonnet',
    { options: ['-DWITH_TEXT_TO_SPEECH=OFF'] },
  ),
  framework(
    'kwallet',
    `
      kcolorscheme kconfig kcoreaddons kcrash kdbusaddons ki18n knotifications kservice kwidgetsaddons
      kwindowsystem libgcrypt libsecret qca qtdeclarative qttools
    `,
    { cpuSeconds: 171, tried: true },
  ),
  framework('solid', 'libudev qttools util-linux', { cpuSeconds: 255, tried: true }),
  framework(
    'kio',
    `
      acl karchive kauth kbookmarks kcolorscheme kcompletion kconfig kcoreaddons kcrash kdbusaddons
      kguiaddons ki18n kiconthemes kitemviews kjobwidgets kservice kwallet kwidgetsaddons kwindowsystem
      qtdeclarative qttools solid util-linux
    `,
    { cpuSeconds: 980, tried: true },
  ),
  framework(
    'baloo',
    `
      kconfig kcoreaddons kcrash kdbusaddons kfilemetadata ki18n kidletime kio lmdb qtdeclarative qttools solid
    `,
  ),
  framework('bluez-qt', 'qtdeclarative qttools'),
  framework('kirigami', 'qtdeclarative qtshadertools qtsvg qttools', { cpuSeconds: 269, tried: true }),
  framework('kpackage', 'karchive kcoreaddons ki18n qttools', {
    cpuSeconds: 39,
    tried: true,
    options: findsOwnLibraries,
  }),
  framework('syndication', 'kcodecs qttools', { cpuSeconds: 144, tried: true }),
  framework(
    'knewstuff',
    `
      attica karchive kconfig kcoreaddons ki18n kirigami kpackage kwidgetsaddons qtdeclarative qttools syndication
    `,
    { cpuSeconds: 280, tried: true },
  ),
  framework(
    'frameworkintegration',
    `
      kcolorscheme kconfig ki18n kiconthemes knewstuff knotifications kpackage kwidgetsaddons qtdeclarative qttools
    `,
  ),
  framework('kcalendarcore', 'libical qtdeclarative qttools'),
  framework('kglobalaccel', 'qtdeclarative qttools', { cpuSeconds: 37, tried: true }),
  framework(
    'kxmlgui',
    `
      kconfig kconfigwidgets kcoreaddons kglobalaccel kguiaddons ki18n kiconthemes kitemviews kwidgetsaddons
      qtdeclarative qttools
    `,
    { cpuSeconds: 151, tried: true },
  ),
  framework(
    'kcmutils',
    `
      kconfig kconfigwidgets kcoreaddons kguiaddons ki18n kio kirigami kitemviews kwidgetsaddons kxmlgui
      plasma-activities qtdeclarative qttools
    `,
    { cpuSeconds: 165, tried: true },
  ),
  framework('kcontacts', 'kcodecs kconfig kcoreaddons ki18n qtdeclarative qttools'),
  framework('kdav', 'kcoreaddons ki18n kio qtdeclarative qttools'),
  framework(
    'kdeclarative',
    `
      kconfig kcoreaddons kglobalaccel kguiaddons ki18n kservice kwidgetsaddons qtdeclarative qtshadertools qttools
    `,
    { cpuSeconds: 113, tried: true },
  ),
  // No utempter here: terminals write no login records.
  framework('kpty', 'kcoreaddons ki18n qttools', {
    cpuSeconds: 13,
    tried: true,
    options: ['-DCMAKE_DISABLE_FIND_PACKAGE_UTEMPTER=ON'],
  }),
  framework('kdesu', 'kconfig kcoreaddons ki18n kpty qttools xorgproto'),
  framework('kdnssd', 'qttools'),
  framework('kholidays', 'qtdeclarative qttools', { cpuSeconds: 62, tried: true }),
  framework('kimageformats', 'karchive', { cpuSeconds: 98, tried: true }),
  framework('kitemmodels', 'qtdeclarative qttools', { cpuSeconds: 97, tried: true }),
  framework(
    'knotifyconfig',
    `
      kcompletion kconfig kconfigwidgets ki18n kio knotifications kxmlgui libcanberra qtdeclarative qttools
    `,
  ),
  framework('kparts', 'kconfig kcoreaddons ki18n kio kxmlgui qtdeclarative qttools', { cpuSeconds: 103, tried: true }),
  framework('kpeople', 'kconfig kcontacts kcoreaddons ki18n kitemviews kwidgetsaddons qtdeclarative qttools'),
  framework('kplotting', 'qttools', { cpuSeconds: 21, tried: true }),
  framework('kquickcharts', 'qtdeclarative qtshadertools qttools', {
    tools: [{ command: 'spirv-opt', package: 'glslang-tools' }],
  }),
  framework('krunner', 'kconfig kcoreaddons ki18n kitemmodels kwindowsystem plasma-activities qtdeclarative qttools', {
    cpuSeconds: 55,
    tried: true,
  }),
  framework('kstatusnotifieritem', 'kwindowsystem qttools', { cpuSeconds: 116, tried: true }),
  framework('ksvg', 'karchive kcolorscheme kconfig kcoreaddons kguiaddons kirigami qtdeclarative qtsvg qttools', {
    cpuSeconds: 52,
    tried: true,
  }),
  {
    ...framework('syntax-highlighting', 'qtdeclarative qttools', { tools: [{ command: 'perl', package: 'perl' }] }),
    steps: [
      ownProgram('indexer', 'src/indexer', 'katehighlightingindexer.cpp', '../lib/worddelimiters.cpp'),
      ...kde(['-DKATEHIGHLIGHTINGINDEXER_EXECUTABLE=@build@/indexer/run']),
    ],
  },
  ktexteditor,
  framework('ktexttemplate', 'qtdeclarative qttools'),
  framework('kunitconversion', 'ki18n qttools', { cpuSeconds: 75, tried: true }),
  // Alone what asks; not the programs that read the answers.
  framework('kuserfeedback', 'qtdeclarative qtsvg qttools', {
    options: ['CONSOLE', 'CLI', 'DOCS', 'PHP', 'PHP_UNIT'].map((part) => `-DENABLE_${part}=OFF`),
  }),
  framework('modemmanager-qt', 'modemmanager qttools'),
  framework('networkmanager-qt', 'glib networkmanager qtdeclarative qttools'),
  // It draws codes; none is read from a camera.
  framework('prison', 'qrencode qtdeclarative qttools zxing-cpp', { options: ['-DWITH_MULTIMEDIA=OFF'] }),
  framework(
    'purpose',
    `
      kconfig kcoreaddons kdeclarative ki18n kio kirigami kitemmodels knotifications kservice prison qtdeclarative
      qttools
    `,
  ),
  framework('qqc2-desktop-style', 'kcolorscheme kconfig kiconthemes kirigami qtdeclarative qttools sonnet'),
  framework('threadweaver', 'qttools', { cpuSeconds: 107, tried: true }),
];
