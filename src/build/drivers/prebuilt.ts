import type { Step } from '../../recipes/define.js';
import { step } from './common.js';

interface PrebuiltOptions {
  /** Shell globs relative to the root, such as `usr/sbin/openrc*`: only these are kept, each must match. Default: everything. */
  paths?: string[];
  /** Patterns of tar that are never unpacked, such as `./usr/share/doc`. */
  exclude?: string[];
}

// ar where dpkg-deb is missing: a .deb is an ar archive with one data.tar member.
const unpack = [
  'set -e',
  'into=$1; shift',
  'for deb in @src@/*.deb; do',
  '  echo "unpacking $(basename "$deb")"',
  '  if command -v dpkg-deb >/dev/null; then dpkg-deb --fsys-tarfile "$deb" >@build@/data.tar',
  '  else',
  '    member=$(ar t "$deb" | grep "^data\\.tar")',
  '    ar p "$deb" "$member" >"@build@/$member"',
  '    case $member in',
  '      *.xz) xz -dc "@build@/$member" ;;',
  '      *.zst) zstd -dc "@build@/$member" ;;',
  '      *.gz) gzip -dc "@build@/$member" ;;',
  '      *) cat "@build@/$member" ;;',
  '    esac >@build@/unpacked.tar',
  '    mv @build@/unpacked.tar @build@/data.tar',
  '  fi',
  '  tar -x -p --keep-directory-symlink "$@" -C "$into" -f @build@/data.tar',
  'done',
  'rm -f @build@/data.tar*',
].join('\n');

/** Unpacks the .deb files of the source into @dest@: contents only, no maintainer script runs. */
export function prebuilt(options: PrebuiltOptions = {}): Step[] {
  const { paths = [], exclude = [] } = options;
  const excluded = exclude.map((pattern) => `--exclude=${pattern}`);
  if (paths.length === 0)
    return [step('unpack packages', ['sh', '-c', unpack, 'unpack', '@dest@', ...excluded], { fakeroot: true })];
  return [
    step('unpack packages', ['sh', '-c', `mkdir -p @build@/root\n${unpack}`, 'unpack', '@build@/root', ...excluded], {
      fakeroot: true,
    }),
    step('pick files', ['sh', '-c', `cp -a --parents -t @dest@ ${paths.join(' ')}`], {
      cwd: '@build@/root',
      fakeroot: true,
    }),
  ];
}
