import { usageError } from '../host/errors.js';
import type { DeploySettings } from '../host/settings.js';
import type { CatalogEntry, SourceVariant } from './define.js';

/** The variants that may stand for the chosen version, in the order they are tried; sources come before prebuilt sets. */
export function alternativesOf(entry: CatalogEntry, settings: DeploySettings): SourceVariant[] {
  const wanted = settings.versions[entry.name];
  const [first] = entry.variants;
  const ofSet = entry.variants.filter(({ sets }) => sets?.includes(settings.versionSet));
  const found =
    wanted === undefined && ofSet.length > 0
      ? ofSet
      : entry.variants.filter((variant) =>
          wanted === undefined
            ? variant.version === first?.version || (variant.series !== undefined && variant.series === first?.series)
            : variant.version === wanted,
        );
  if (found.length === 0) {
    const known = [...new Set(entry.variants.map((variant) => variant.version))].join(', ');
    throw usageError(
      `smechdeploy.json asks for ${entry.name} ${wanted}, which the catalog does not have: use one of ${known}.`,
    );
  }
  return [...found.filter((variant) => !variant.prebuilt), ...found.filter((variant) => variant.prebuilt)];
}

/** The first choice for the version that smechdeploy.json names, else for the catalog's default. */
export function variantInForce(entry: CatalogEntry, settings: DeploySettings): SourceVariant {
  const [first] = alternativesOf(entry, settings);
  if (!first) throw new TypeError(`${entry.name} has no variant`);
  return first;
}

/** Whether two variants are of the same content. */
export const sameFiles = (variant: { files: { sha256: string }[] }, other: { files: { sha256: string }[] }) =>
  variant.files.length === other.files.length &&
  variant.files.every((file, index) => file.sha256 === other.files[index]?.sha256);
