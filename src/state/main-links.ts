import type { Chain } from './simulate.js';

const WORTH_NAMING = 0.02;

/** The units of a chain that make up its length: those that take a fiftieth of it or more. */
export function mainLinks({ units, seconds }: Chain): Chain['units'] {
  return units.filter((unit) => unit.seconds > 0 && unit.seconds >= seconds * WORTH_NAMING);
}
