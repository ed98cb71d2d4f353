import { expect, it } from 'vitest';
import { DeploySettings } from '../../src/host/settings.js';
import { alternativesOf } from '../../src/sources/variants.js';
import { entryOf } from './workplace.js';

const entry = entryOf(
  'kernel',
  { version: '6.12.9', series: '6.12', files: [] },
  { version: '6.12.8', series: '6.12', files: [] },
  { version: '6.12.1', files: [] },
  { version: '7.0', files: [] },
);
const versions = (chosen: Record<string, string>) =>
  alternativesOf(entry, DeploySettings.parse({ versions: chosen })).map(({ version }) => version);

it('lets stable releases of one series stand in for each other, unless a version is named', () => {
  expect(versions({})).toEqual(['6.12.9', '6.12.8']);
  expect(versions({ kernel: '6.12.8' })).toEqual(['6.12.8']);
  expect(() => versions({ kernel: '5.0' })).toThrow(/6\.12\.9, 6\.12\.8, 6\.12\.1, 7\.0/);
});
