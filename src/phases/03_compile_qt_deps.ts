import { qtDeps } from '../recipes/desktop/qt-deps.js';
import { glibcSdk } from '../recipes/glibc-sdk.js';
import { definePhase } from './define.js';

export const phase = definePhase({
  name: '03_compile_qt_deps',
  title: "Qt's dependencies",
  summary: 'Libraries that Qt and Mesa stand on, compiled against glibc in a sysroot of their own',
  group: 'Desktop',
  needs: () => 'target',
  tools: [],
  recipes: (ctx) => [glibcSdk, ...qtDeps(ctx.provision)],
  inputs: () => [],
  outputs: () => [],
  run: async () => {},
});
