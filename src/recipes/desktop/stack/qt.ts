import { cmakeTools } from '../../../build/tools.js';
import { qtModule } from '../kde.js';
import { type Extra, type Module, row } from './define.js';

const qtRow = (name: string, needs: string, extra: Extra = {}): Module =>
  row(name, needs, extra, {
    groups: ['qt'],
    steps: qtModule(extra.options),
    tools: [...cmakeTools, ...(extra.tools ?? [])],
  });

/** Modules of Qt 6, each after what it needs. */
export const qt: Module[] = [
  qtRow(
    'qtbase',
    `
      zlib libpng libjpeg-turbo freetype fontconfig harfbuzz pcre2 double-conversion icu openssl sqlite dbus glib
      zstd brotli libb2 md4c libxkbcommon libinput mtdev libudev libdrm mesa wayland vulkan-headers libxcb
      xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm xcb-util-cursor libx11
    `,
  ),
  qtRow('qtshadertools', 'qtbase'),
  qtRow('qtdeclarative', 'qtbase qtshadertools'),
  qtRow('qt5compat', 'qtbase qtdeclarative icu'),
  qtRow('qtimageformats', 'qtbase libwebp libtiff'),
  qtRow('qtpositioning', 'qtbase qtdeclarative'),
  qtRow('qtlocation', 'qtbase qtdeclarative qtpositioning'),
  qtRow('qtmultimedia', 'qtbase qtdeclarative qtshadertools pipewire'),
  qtRow('qtsensors', 'qtbase qtdeclarative'),
  qtRow('qtspeech', 'qtbase qtdeclarative qtmultimedia'),
  qtRow('qtsvg', 'qtbase zlib'),
  qtRow('qttools', 'qtbase qtdeclarative'),
  qtRow('qtvirtualkeyboard', 'qtbase qtdeclarative qtsvg'),
  qtRow('qtwayland', 'qtbase qtdeclarative wayland libxkbcommon'),
];
