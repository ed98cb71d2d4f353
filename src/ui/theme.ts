import type { Preferences } from '../state/preferences.js';

/** Signs of the states; each differs without colour. */
export interface Glyphs {
  full: string;
  empty: string;
  rule: string;
  cursor: string;
  cut: string;
  state: Record<string, string>;
}

const unicode: Glyphs = {
  full: '█',
  empty: '░',
  rule: '─',
  cursor: '›',
  cut: '…',
  state: {
    done: '✓',
    fresh: '✓',
    cached: '✓',
    running: '▸',
    failed: '✗',
    cancelled: '■',
    interrupted: '!',
    blocked: '⊘',
    skipped: '-',
    waiting: '·',
    stale: '~',
    never: '·',
    idle: ' ',
    ok: '✓',
    missing: '✗',
    old: '✗',
    warning: '!',
  },
};

const ascii: Glyphs = {
  full: '#',
  empty: '.',
  rule: '-',
  cursor: '>',
  cut: '~',
  state: {
    done: '+',
    fresh: '+',
    cached: '+',
    running: '>',
    failed: 'X',
    cancelled: '#',
    interrupted: '!',
    blocked: '/',
    skipped: '-',
    waiting: '.',
    stale: '~',
    never: '.',
    idle: ' ',
    ok: '+',
    missing: 'X',
    old: 'X',
    warning: '!',
  },
};

/** For ears: what is only there to be seen falls away, a state is its word. */
export const spoken: Glyphs = {
  full: '',
  empty: '',
  rule: '',
  cursor: '',
  cut: '',
  state: Object.fromEntries(Object.keys(unicode.state).map((state) => [state, state])),
};

/** ASCII where the operator, the locale or the terminal (the Linux console) has no other signs. */
export function glyphsFor(env: NodeJS.ProcessEnv, preferAscii = false): Glyphs {
  if (preferAscii) return ascii;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale) && env.TERM !== 'linux' ? unicode : ascii;
}

export interface Theme {
  /** A colour by its name on a dark background, as this theme has it; undefined: none. */
  color: (name: string | undefined) => string | undefined;
  /** How what matters less is drawn: still to be read on this background. */
  dim: { dimColor: boolean; color: string | undefined };
}

/** On white the bright ones of the 16 colours can't be read. */
const onLight: Record<string, string> = { yellow: 'magenta', cyan: 'blue' };

const dark: Theme = { color: (name) => name, dim: { dimColor: true, color: undefined } };
const light: Theme = {
  color: (name) => (name === undefined ? undefined : (onLight[name] ?? name)),
  dim: { dimColor: false, color: 'gray' },
};
const plain: Theme = { color: () => undefined, dim: { dimColor: true, color: undefined } };

/** NO_COLOR goes before what the operator prefers; `auto` reads what some terminals say of their background in COLORFGBG. */
export function themeFor(env: NodeJS.ProcessEnv, preferred: Preferences['theme'] = 'auto'): Theme {
  if (env.NO_COLOR || preferred === 'plain') return plain;
  if (preferred === 'auto') return /;(7|15)$/.test(env.COLORFGBG ?? '') ? light : dark;
  return preferred === 'light' ? light : dark;
}

/** Colours of the 16 that every terminal has. */
export const stateColor: Record<string, string> = {
  done: 'green',
  fresh: 'green',
  cached: 'green',
  running: 'cyan',
  failed: 'red',
  cancelled: 'yellow',
  interrupted: 'yellow',
  blocked: 'yellow',
  stale: 'yellow',
  ok: 'green',
  missing: 'red',
  old: 'red',
  warning: 'yellow',
};
