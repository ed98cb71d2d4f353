import type { CatalogEntry, SourceFile, SourceVariant } from '../../define.js';
import { debianSource, url } from '../places.js';

interface TrixieSource {
  name: string;
  license: string;
  homepage: string;
  version: string;
  /** Debian's source package, its version, and the tarball in its archive with size and hash. */
  package: string;
  revision: string;
  file: string;
  size: number;
  sha256: string;
  /** Where upstream publishes the same bytes. */
  upstream?: string;
  note?: string;
  /** The version of the set `spec`, where it is another one: upstream's file. */
  spec?: { version: string; url: string; sha256: string };
  /** Binary packages of `version`, the last place of what is not of any machine. */
  packages?: { files: SourceFile[]; note: string };
}

/** An entry whose default is what Debian 13 has of it, which is upstream's own file unless `note` says otherwise. */
export function trixie({ name, license, homepage, ...source }: TrixieSource): CatalogEntry {
  const { version, spec, packages, note } = source;
  const variants: SourceVariant[] = [{ version, ...(note === undefined ? {} : { note }), files: [debianFile(source)] }];
  if (spec)
    variants.push({
      version: spec.version,
      files: [{ file: fileName(name, spec), sha256: spec.sha256, places: [url(spec.url)] }],
    });
  if (packages) variants.push({ version, prebuilt: true, ...packages });
  return { name, license, homepage, variants };
}

const debianFile = (source: Omit<TrixieSource, 'name' | 'license' | 'homepage'>): SourceFile => ({
  file: source.file,
  size: source.size,
  sha256: source.sha256,
  places: [
    ...(source.upstream === undefined ? [] : [url(source.upstream)]),
    ...debianSource('trixie', source.package, source.revision, source.file),
  ],
});

/** Some addresses end in a bare version. */
const fileName = (name: string, { version, url: address }: { version: string; url: string }): string =>
  `${name}-${version}${/\.tar\.\w+$/.exec(address)?.[0] ?? ''}`;
