import { shell } from '../build/drivers/index.js';
import type { Recipe } from './define.js';

/** Terminals that an operator meets at a console, over a serial line and over SSH. */
const terminals = [
  ...['linux', 'vt100', 'vt102', 'vt220', 'ansi', 'dumb', 'xterm', 'xterm-256color'],
  ...['screen', 'screen-256color', 'tmux', 'tmux-256color'],
];

/** Terminal descriptions, compiled by the host's tic from ncurses' own list. */
export const terminfo: Recipe = {
  name: 'terminfo',
  title: 'Terminal descriptions',
  sources: ['terminfo'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  steps: [
    shell(
      'install',
      `mkdir -p @dest@/usr/share/terminfo\ntic -x -o @dest@/usr/share/terminfo -e ${terminals.join(',')} misc/terminfo.src`,
      {
        fakeroot: true,
      },
    ),
  ],
  ship: ['usr/share/terminfo/**'],
  tools: [{ command: 'tic', package: 'ncurses-bin' }],
};
