/** Recipes of 03_compile_qt_deps, as those of later phases name them. */
export const inQtDeps = (...names: string[]): string[] => names.map((name) => `03_compile_qt_deps/${name}`);

/** What pkg-config wants to see of a program of compile_mesa_stack that needs libX11 and its usual extensions. */
export const xlib = [...inQtDeps('xorgproto', 'libxau', 'libxdmcp'), 'libxcb', 'libx11', 'libxext'];
