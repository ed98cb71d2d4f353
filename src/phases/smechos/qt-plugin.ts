import { readFileSync } from 'node:fs';
import { decodeFirst } from 'cborg';

/** Name of the ELF note that holds a Qt 6 plugin's metadata; four bytes (format, Qt's version, architecture) and CBOR follow. */
const noteName = Buffer.from('qt-project!\0', 'latin1');
const headerSize = 4;
/** Key of the interface that a plugin provides, in the CBOR map. */
const interfaceKey = 2;

/** Interface that a Qt plugin provides (`org.qt-project.Qt.QPA...`): what loads it looks for it by this name. Null: it is no Qt 6 plugin. */
export const pluginInterface = (file: string): string | null => interfaceOf(readFileSync(file));

export function interfaceOf(plugin: Buffer): string | null {
  const note = plugin.indexOf(noteName);
  if (note < 0) return null;
  try {
    const [metadata]: [unknown, Uint8Array] = decodeFirst(plugin.subarray(note + noteName.length + headerSize), {
      useMaps: true,
    });
    const id = metadata instanceof Map ? metadata.get(interfaceKey) : null;
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
