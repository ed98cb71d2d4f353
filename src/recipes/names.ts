/** Units that recipes of other phases depend on, `phase/recipe`: written once, so that a renamed phase is one change. */
export const units = {
  linuxHeaders: '10_bootstrap_musl/linux-headers',
  musl: '10_bootstrap_musl/musl',
  libcap: '11_bootstrap_userland_musl/libcap',
  utilLinux: '11_bootstrap_userland_musl/util-linux',
  glibcSdk: '03_compile_qt_deps/glibc-sdk',
  meson: '03_compile_qt_deps/meson',
  waylandScanner: '03_compile_qt_deps/wayland-scanner',
} as const;

/** The sysroot of every program that runs against musl. */
export const muslSysroot: string[] = [units.linuxHeaders, units.musl];
