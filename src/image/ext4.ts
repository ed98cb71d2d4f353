import { rm, truncate, writeFile } from 'node:fs/promises';
import { e2fsClock } from './e2fs-clock.js';
import type { Exec } from './exec.js';
import { deterministicUuid } from './uuid.js';

export interface Ext4Options {
  out: string;
  sizeMiB: number;
  /** At most 16 bytes. */
  label: string;
  /** UUID and directory hash seed are taken from it. */
  fingerprint: string;
  /** Time stamp of the file system, in seconds. */
  epoch: number;
  /** Bytes per inode; default 16384. */
  bytesPerInode?: number;
  exec: Exec;
}

/** Named one by one, so that the image is the same whatever the host's mke2fs.conf says; all are known to kernels since 4.x and to GRUB. */
const features =
  'none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,metadata_csum';

/** Makes an empty ext4 file system in a sparse file; the same options give the same bytes. Returns its UUID. */
export async function makeExt4(options: Ext4Options): Promise<string> {
  const uuid = deterministicUuid(options.fingerprint, `ext4 ${options.label}`);
  const seed = deterministicUuid(options.fingerprint, `ext4 hash ${options.label}`);
  await rm(options.out, { force: true });
  await writeFile(options.out, '');
  await truncate(options.out, options.sizeMiB * 1024 * 1024);
  await options.exec(
    [
      ...['mke2fs', '-q', '-F', '-t', 'ext4', '-L', options.label, '-U', uuid],
      // Not left to the first mount, which would change the image; the file is sparse, so it costs nothing.
      ...['-E', `hash_seed=${seed},lazy_itable_init=0,lazy_journal_init=0,nodiscard,root_owner=0:0`],
      ...['-O', features, '-b', '4096', '-I', '256', '-i', String(options.bytesPerInode ?? 16384)],
      options.out,
    ],
    { env: { ...e2fsClock(options.epoch), MKE2FS_CONFIG: '/dev/null' } },
  );
  return uuid;
}
