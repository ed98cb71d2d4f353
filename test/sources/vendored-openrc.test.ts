import { afterEach, beforeEach, expect, it } from 'vitest';
import { vendoredOpenrc } from '../../src/sources/vendored-openrc.js';
import { Workplace } from './workplace.js';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

it('takes an installed OpenRC and refuses anything else', async () => {
  expect(vendoredOpenrc(place.layout)).toBeNull();
  await place.put('deps/others/openrc_install/readme', '');
  expect(() => vendoredOpenrc(place.layout)).toThrow(/sbin\/openrc/);
  await place.put('deps/others/openrc_install/sbin/openrc', '');
  expect(vendoredOpenrc(place.layout)).toBe(`${place.layout.root}/deps/others/openrc_install`);
});
