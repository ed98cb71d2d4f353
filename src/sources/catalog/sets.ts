import type { DesktopSet } from '../../host/settings.js';
import type { CatalogEntry, SourceFile, SourceVariant } from '../define.js';
import { debianSource, url } from './places.js';

/** Rows of the desktop's tables are strings of fields with a space between: hundreds of them stay readable so. */
interface Row {
  /** SPDX expression. */
  license: string;
  homepage: string;
  /** The set `spec`, Plasma 6.6.5's: `VERSION ADDRESS SHA256`, each `@` in the address standing for the version. */
  spec?: string;
  /** Debian 13's source archive: `[PACKAGE_]REVISION [COMPRESSION] SIZE SHA256`. Default: a package of the entry's name, and xz. */
  trixie?: string;
}

/** Catalog entries with a variant for each set that they are known in. */
export const inSets = (rows: Record<string, Row>): CatalogEntry[] =>
  Object.entries(rows).map(([name, { license, homepage, spec, trixie }]) => ({
    name,
    license,
    homepage,
    variants: variantsOf(
      spec === undefined ? null : specVariant(name, spec),
      trixie === undefined ? null : trixieVariant(name, trixie),
    ),
  }));

interface Release {
  license: (name: string) => string;
  homepage: (name: string) => string;
  /** Debian's source package. */
  package: (name: string) => string;
  /** Version, and address of a module in the set `spec`. */
  spec: { version: string; address: (name: string) => string };
  /** Module -> sha256 in the set `spec`. */
  specHashes: Record<string, string>;
  /** Module -> as in `Row`. */
  trixie: Record<string, string>;
}

/** Modules that are released together: what follows from their names is not repeated. */
export const released = ({ license, homepage, spec, specHashes, trixie, ...release }: Release): CatalogEntry[] =>
  inSets(
    Object.fromEntries(
      Object.entries(specHashes).map(([name, sha256]): [string, Row] => {
        const row = trixie[name];
        const own = row !== undefined && /^\S+_/.test(row) ? row : row && `${release.package(name)}_${row}`;
        return [
          name,
          {
            license: license(name),
            homepage: homepage(name),
            spec: `${spec.version} ${spec.address(name)} ${sha256}`,
            ...(own === undefined ? {} : { trixie: own }),
          },
        ];
      }),
    ),
  );

/** An entry that has been written for Debian 13 alone, with the version of the set `spec` added; a prebuilt set stands in for either. */
export function withSpec(entry: CatalogEntry, row: string): CatalogEntry {
  const spec = specVariant(entry.name, row);
  const ofSet =
    (sets: DesktopSet[]) =>
    (variant: Bare): SourceVariant => ({ ...variant, sets });
  const prebuilt = entry.variants.filter((variant) => variant.prebuilt).map(ofSet(['trixie', 'spec']));
  const sources = entry.variants.filter((variant) => !variant.prebuilt);
  const same = sources.some(({ files }) => files[0]?.sha256 === spec.files[0]?.sha256);
  return {
    ...entry,
    variants: same
      ? [...sources.map(ofSet(['trixie', 'spec'])), ...prebuilt]
      : [...sources.map(ofSet(['trixie'])), ofSet(['spec'])(spec), ...prebuilt],
  };
}

type Bare = Omit<SourceVariant, 'sets'>;

/** The first is what smechdeploy.json's default gives. The same bytes are one file with the places of both. */
function variantsOf(spec: Bare | null, trixie: Bare | null): SourceVariant[] {
  const [upstream] = spec?.files ?? [];
  const [packaged] = trixie?.files ?? [];
  if (spec && trixie && upstream && packaged && upstream.sha256 === packaged.sha256)
    return [
      {
        ...trixie,
        files: [{ ...packaged, places: [...upstream.places, ...packaged.places] }],
        sets: ['trixie', 'spec'],
      },
    ];
  const variant = (one: Bare | null, set: DesktopSet): SourceVariant[] => (one ? [{ ...one, sets: [set] }] : []);
  return [...variant(trixie, 'trixie'), ...variant(spec, 'spec')];
}

function specVariant(name: string, row: string): Bare {
  const [version = '', address = '', sha256 = ''] = row.split(' ');
  const full = address.replaceAll('@', version);
  const [ending = ''] = /\.(tar\.\w+|tgz|zip)$/.exec(full) ?? [];
  // What a forge packs is often named after the version alone.
  const last = full.slice(full.lastIndexOf('/') + 1);
  const file = last.toLowerCase().includes(name) ? last : `${name}-${version}${ending}`;
  return { version, files: [{ file, sha256, places: [url(full)] }] };
}

function trixieVariant(name: string, row: string): Bare {
  const fields = row.split(' ');
  const sha256 = fields.pop() ?? '';
  const size = Number(fields.pop());
  const [named = '', compression = 'xz'] = fields;
  const at = named.indexOf('_');
  const source = at === -1 ? name : named.slice(0, at);
  const revision = named.slice(at + 1);
  const upstream = revision.replace(/^\d+:/, '').replace(/-[^-]*$/, '');
  const file = `${source}_${upstream}.orig.tar.${compression}`;
  const files: SourceFile[] = [{ file, size, sha256, places: debianSource('trixie', source, revision, file) }];
  return {
    version: versionOf(upstream),
    ...(/dfsg|\+ds/.test(upstream) ? { note: 'repacked by Debian without files that are not free' } : {}),
    files,
  };
}

/** Upstream's version in Debian's, which also says what was taken out (`+dfsg`, `+ds`), taken back (`+really`) or put beside it (`+~`). */
const versionOf = (upstream: string): string =>
  upstream
    .replace(/^.*\+really/, '')
    .replace(/\+~.*$/, '')
    .replace(/[.+~](dfsg|ds)\d*$/, '')
    .replace(/~(?=(rc|beta|alpha)\d)/, '-');
