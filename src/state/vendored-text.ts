import type { PlanDocument } from './documents.js';

type VendoredSource = PlanDocument['phases'][number]['recipes'][number]['vendored'][number];

/** `essentials/kcoreaddons`, and which version it has where that is not the catalog's. */
export const vendoredText = ({ place, version, insteadOf }: VendoredSource): string =>
  version === insteadOf ? place : `${place} (${version} in place of ${insteadOf})`;
