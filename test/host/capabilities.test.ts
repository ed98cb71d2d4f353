import { expect, it } from 'vitest';
import { mayMount } from '../../src/host/capabilities.js';

const status = (capabilities: string) =>
  `Name:\tnode\nCapPrm:\t000001ffffffffff\nCapEff:\t${capabilities}\nSeccomp:\t0\n`;

it.each([
  ['000001ffffffffff', true],
  ['0000000000200000', true],
  // Root of a container by default.
  ['00000000a80425fb', false],
  ['0000000000000000', false],
])('with the effective capabilities %s: %s', (capabilities, may) => {
  expect(mayMount(status(capabilities))).toBe(may);
});

it('of this process can be read', () => {
  expect(typeof mayMount()).toBe('boolean');
});
