import { afterEach, beforeEach, expect, it } from 'vitest';
import { vendoredOpenrc } from '../../src/sources/vendored-openrc.js';
import { Workplace } from './workplace.js';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

it('tells an installed OpenRC, its source tree and anything else apart', async () => {
  expect(await vendoredOpenrc(place.layout)).toBeNull();
  await place.put('deps/others/openrc_install/readme', '');
  await expect(vendoredOpenrc(place.layout)).rejects.toMatchObject({ exitCode: 2 });
  await place.put('deps/others/openrc_install/meson.build', '');
  expect(await vendoredOpenrc(place.layout)).toMatchObject({ kind: 'source' });
  await place.put('deps/others/openrc_install/sbin/openrc', '');
  expect(await vendoredOpenrc(place.layout)).toMatchObject({ kind: 'skeleton' });
});
