import { describe, expect, it } from 'vitest';
import { fileLink, showsLinks } from '../../src/ui/link.js';

describe('links', () => {
  it('are made where the terminal is known to show them, and nowhere else', () => {
    for (const env of [
      { TERM: 'xterm-kitty' },
      { VTE_VERSION: '6800' },
      { TERM_PROGRAM: 'WezTerm' },
      { WT_SESSION: 'x' },
    ])
      expect(showsLinks(env), JSON.stringify(env)).toBe(true);
    for (const env of [{}, { TERM: 'linux' }, { VTE_VERSION: '4800' }, { TERM: 'xterm-kitty', TMUX: '/tmp/x' }])
      expect(showsLinks(env), JSON.stringify(env)).toBe(false);
    expect(showsLinks({ TERM: 'xterm-kitty', NO_COLOR: '1' })).toBe(false);
    expect(showsLinks({ TERM: 'dumb', VTE_VERSION: '6800' })).toBe(false);
    expect(showsLinks({ FORCE_HYPERLINK: '1' })).toBe(true);
    expect(showsLinks({ TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' })).toBe(false);
  });

  it('name the machine and spell the path as an address', () => {
    const link = fileLink('log', '/a b/ü', 'node1');
    expect(link).toBe('\u001b]8;;file://node1/a%20b/%C3%BC\u001b\\log\u001b]8;;\u001b\\');
  });
});
