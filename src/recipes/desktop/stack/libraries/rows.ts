import { autotools, cmake, meson, prebuilt, shell } from '../../../../build/drivers/index.js';
import { autotoolsTools, cmakeTools, mesonTools, prebuiltTools } from '../../../../build/tools.js';
import type { Recipe, Step, Tool } from '../../../define.js';
import { type Extra, type Module, row } from '../define.js';

const libraryRow = (name: string, needs: string, extra: Extra, steps: Step[], tools: Tool[]): Module =>
  row(name, needs, extra, { groups: ['libraries'], steps, tools: [...tools, ...(extra.tools ?? [])] });

export const withAutotools = (name: string, needs: string, extra: Extra = {}): Module =>
  libraryRow(
    name,
    needs,
    extra,
    autotools({ libc: 'glibc', configureArgs: ['--disable-static', ...(extra.options ?? [])] }),
    autotoolsTools,
  );

export const withMeson = (name: string, needs: string, extra: Extra = {}): Module =>
  libraryRow(
    name,
    needs,
    extra,
    meson({ libc: 'glibc', options: extra.options ?? [], ...(extra.env ? { env: extra.env } : {}) }),
    mesonTools,
  );

/** `subdir`: where its CMakeLists.txt is. */
export const withCmake = (
  name: string,
  needs: string,
  { subdir, ...extra }: Extra & { subdir?: string } = {},
): Module =>
  libraryRow(
    name,
    needs,
    extra,
    cmake({
      options: ['-DBUILD_SHARED_LIBS=ON', '-DBUILD_TESTING=OFF', ...(extra.options ?? [])],
      ...(subdir === undefined ? {} : { subdir }),
    }),
    cmakeTools,
  );

/** A build of its own kind, or files that are copied as they are. */
export const withSteps = (name: string, needs: string, steps: Step[], tools: Tool[], extra: Extra = {}): Module =>
  libraryRow(name, needs, extra, steps, tools);

/** A distribution's packages of a library, out of its folders for several architectures, where no sysroot looks. */
export const fromPackages = (...pkgConfig: string[]): Pick<Recipe, 'steps' | 'tools'> => ({
  steps: [
    ...prebuilt({ exclude: ['./usr/share'] }),
    shell(
      'move',
      [
        'mv @dest@/usr/lib/x86_64-linux-gnu/* @dest@/usr/lib/',
        'rmdir @dest@/usr/lib/x86_64-linux-gnu',
        ...pkgConfig.map((name) => `sed -i 's|/lib/x86_64-linux-gnu|/lib|' @dest@/usr/lib/pkgconfig/${name}.pc`),
      ],
      { fakeroot: true },
    ),
  ],
  tools: prebuiltTools,
});
