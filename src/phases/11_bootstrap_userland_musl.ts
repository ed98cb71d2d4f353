import { busybox, busyboxStatic } from '../recipes/busybox.js';
import { dosfstools } from '../recipes/dosfstools.js';
import { e2fsprogs } from '../recipes/e2fsprogs.js';
import { iproute2 } from '../recipes/iproute2.js';
import { keymaps } from '../recipes/keymaps.js';
import { kmod } from '../recipes/kmod.js';
import { libcap } from '../recipes/libcap.js';
import { terminfo } from '../recipes/terminfo.js';
import { tzdata } from '../recipes/tzdata.js';
import { utilLinux } from '../recipes/util-linux.js';
import { whiptail } from '../recipes/whiptail.js';
import { definePhase } from './define.js';

export const phase = definePhase({
  name: '11_bootstrap_userland_musl',
  title: 'Userland',
  summary: 'BusyBox, the real tools for disks, file systems, modules and network, keyboards and time zones',
  group: 'Base system',
  needs: () => 'target',
  tools: [],
  recipes: (ctx) => [
    ...[busybox, busyboxStatic, utilLinux, e2fsprogs, dosfstools, libcap, kmod, iproute2],
    ...[terminfo, keymaps, tzdata(ctx.provision('tzdata')), whiptail],
  ],
  inputs: () => [],
  outputs: () => [],
  run: async () => {},
});
