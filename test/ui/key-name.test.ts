import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { keyNames } from '../../src/ui/key-name.js';

const key = (pressed: Partial<Key> = {}) => pressed as Key;

describe('keyNames', () => {
  it('names each key of a burst, control characters too', () => {
    expect(keyNames('\u0015ab \t\r', key())).toEqual(['ctrl-u', 'a', 'b', 'space', 'tab', 'enter']);
  });

  it('tells shift-tab from tab', () => {
    expect(keyNames('', key({ tab: true }))).toEqual(['tab']);
    expect(keyNames('', key({ tab: true, shift: true }))).toEqual(['shift-tab']);
  });
});
