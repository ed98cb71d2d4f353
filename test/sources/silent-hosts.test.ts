import { describe, expect, it } from 'vitest';
import { PlaceError } from '../../src/sources/places/attempt.js';
import { SilentHosts } from '../../src/sources/places/silent-hosts.js';

describe('SilentHosts', () => {
  it('refuses a host that was silent, for the reason that came first, and no other', () => {
    const hosts = new SilentHosts();
    hosts.check('a.example');
    hosts.add('a.example', 'it did not answer');
    hosts.add('a.example', 'it stopped in the middle');
    expect(() => hosts.check('a.example')).toThrow(new PlaceError('not asked again, it did not answer'));
    hosts.check('b.example');
  });
});
