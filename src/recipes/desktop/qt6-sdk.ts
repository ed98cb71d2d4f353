import { prebuilt, shell } from '../../build/drivers/index.js';
import { prebuiltTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { units } from '../names.js';

/**
 * Qt as a distribution has it, for sysroots of what is compiled against it. Nothing of it is shipped: the system's own comes from the reference
 * host, and must be of this version.
 */
export const qt6Sdk: Recipe = {
  name: 'qt6-sdk',
  title: 'Qt 6 headers and libraries (prebuilt)',
  sources: ['qt6-sdk'],
  dependencies: [units.glibcSdk],
  libc: 'glibc',
  // Programs link against these libraries: what one of them needs must be there, or ld fails.
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  steps: [
    ...prebuilt({ exclude: ['doc', 'lintian', 'man', 'locale'].map((name) => `./usr/share/${name}`) }),
    // Where pkg-config looks in a sysroot.
    shell('link packages', 'mkdir -p pkgconfig\nln -s ../x86_64-linux-gnu/pkgconfig/*.pc pkgconfig/', {
      cwd: '@dest@/usr/lib',
      fakeroot: true,
    }),
  ],
  ship: [],
  leaksAllowed: [
    { glob: 'usr/lib/qt6/bin/lupdate', why: 'never runs from a sysroot, and needs LLVM' },
    { glob: 'usr/lib/x86_64-linux-gnu/gbm/dri_gbm.so', why: 'a driver that Mesa loads; nothing links against it' },
  ],
  tools: prebuiltTools,
  groups: ['qt'],
};

const { leaksAllowed: _ofItsOwn, ...alike } = qt6Sdk;

/** The same of Qt's further modules. */
export const qt6Addons: Recipe = {
  ...alike,
  name: 'qt6-addons',
  title: "Qt 6's further modules (prebuilt)",
  sources: ['qt6-addons'],
  dependencies: [...qt6Sdk.dependencies, qt6Sdk.name],
};

const on = (prefix: string, ...names: string[]) => names.map((name) => `${prefix}${name}=1`).join(' ');

/** As Debian's packages say them. */
const clientFeatures = [
  on('wayland_client_', 'primary_selection', 'fullscreen_shell_v1', 'ivi_shell', 'wl_shell', 'xdg_shell', 'qt_shell'),
  'egl_extension_platform_wayland=1',
].join(' ');
const globalFeatures = [
  on('wayland_', 'client', 'server', 'egl'),
  'wayland_brcm=-1 wayland_drm_egl_server_buffer=1 wayland_libhybris_egl_server_buffer=-1',
  on('wayland_', 'dmabuf_server_buffer', 'shm_emulation_server_buffer', 'vulkan_server_buffer', 'datadevice'),
  on('wayland_', 'decoration_adwaita'),
].join(' ');

/**
 * What `qt6Sdk` has not of Qt's Wayland client: headers that are for Qt itself alone, and for the modules below. They are made of the source as
 * its own build makes them, features too as the packages have them.
 */
export const qt6WaylandPrivate: Recipe = {
  ...alike,
  name: 'qt6-wayland-private',
  title: "Headers of Qt 6's Wayland client that are private",
  sources: ['qtwayland'],
  dependencies: [...qt6Sdk.dependencies, qt6Sdk.name],
  buildRoot: 'trixie',
  steps: [
    shell(
      'install',
      [
        `version=$(sed -n 's/.*QT_REPO_MODULE_VERSION "\\(.*\\)".*/\\1/p' .cmake.conf)`,
        'folder() { echo "@dest@/usr/include/x86_64-linux-gnu/qt6/$1/$version/$1/private"; }',
        'client=$(folder QtWaylandClient)',
        'global=$(folder QtWaylandGlobal)',
        'mkdir -p "$client" "$global"',
        'find src/client -name "*_p.h" -exec cp {} "$client"/ ";"',
        'find src/3rdparty/protocol src/extensions -name "*.xml" | while read -r each; do',
        '  name=$(basename "$each" .xml)',
        '  cd "$(dirname "$each")"',
        '  /usr/lib/qt6/libexec/qtwaylandscanner client-header $name.xml --header-path=QtWaylandClient/private --build-macro=QT_BUILD_WAYLANDCLIENT_LIB >"$client"/qwayland-$name.h',
        '  wayland-scanner --include-core-only client-header $name.xml "$client"/wayland-$name-client-protocol.h',
        '  cd @src@',
        'done',
        `features() { for each; do printf '#define QT_FEATURE_%s %s\\n\\n' "\${each%=*}" "\${each#*=}"; done; }`,
        `features ${clientFeatures} >"$client"/qtwaylandclient-config_p.h`,
        `features ${globalFeatures} >"$global"/qtwaylandglobal-config_p.h`,
      ],
      { fakeroot: true },
    ),
  ],
  tools: [
    { command: '/usr/lib/qt6/libexec/qtwaylandscanner', package: 'qt6-wayland-dev-tools' },
    { command: 'wayland-scanner', package: 'libwayland-bin' },
    { command: 'fakeroot', package: 'fakeroot' },
  ],
};

/** The modules that are compiled with it. */
export const withWaylandPrivate = ['kwayland', 'layer-shell-qt'];

/** The modules in it, by the names of our own recipes; the others are in `qt6Sdk`. */
export const inAddons = ['qt5compat', 'qtpositioning', 'qtsensors', 'qtshadertools'];
