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
  },
};

/** ASCII where the locale or the terminal (the Linux console) can't show the signs. */
export function glyphsFor(env: NodeJS.ProcessEnv): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale) && env.TERM !== 'linux' ? unicode : ascii;
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
};
