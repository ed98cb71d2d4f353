import path from 'node:path';
import { filesBelow } from '../../host/files-below.js';
import type { LayerWriter } from '../../layers/writer.js';

export interface CopyOptions {
  /** Modes that differ from 0755 for what is executable and 0644 for the rest, by path in the target. */
  modes?: Record<string, number>;
  /** All with this mode, whatever the file has. */
  mode?: number;
}

/** Copies the files below a host folder to `to` in the layer, in name order. */
export async function copyFolder(
  layer: LayerWriter,
  to: string,
  from: string,
  options: CopyOptions = {},
): Promise<void> {
  for (const file of await filesBelow(from)) {
    const target = path.posix.join(to, path.relative(from, file));
    const mode = options.modes?.[target] ?? options.mode;
    await layer.copy(target, file, mode === undefined ? {} : { mode });
  }
}
