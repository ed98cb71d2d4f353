import { readFile, rm, writeFile } from 'node:fs/promises';
import { encode } from 'fast-png';
import { Qmp } from './qmp.js';

/** Saves the machine's screen as PNG; null when the machine does not answer any more. */
export async function screenshot(control: string, file: string): Promise<string | null> {
  await rm(file, { force: true });
  const late = new Promise<null>((resolve) => setTimeout(resolve, 5000, null).unref());
  return Promise.race([take(control, file).catch(() => null), late]);
}

async function take(control: string, file: string): Promise<string> {
  const qmp = await Qmp.connect(control);
  try {
    // QEMU before 7.1, and one without libpng, writes PPM only.
    await qmp.execute('screendump', { filename: file, format: 'png' }).catch(async () => {
      const ppm = `${file}.ppm`;
      await qmp.execute('screendump', { filename: ppm });
      await writeFile(file, pngOfPpm(await readFile(ppm)));
      await rm(ppm);
    });
    return file;
  } finally {
    qmp.close();
  }
}

/** Turns a binary PPM (P6, 8 bits a channel) into a PNG. */
export function pngOfPpm(ppm: Buffer): Uint8Array {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 64).toString('latin1'));
  if (!header) throw new TypeError('not a binary PPM with 8 bits a channel');
  const [whole, width, height] = header;
  return encode({
    width: Number(width),
    height: Number(height),
    channels: 3,
    depth: 8,
    data: ppm.subarray(whole.length),
  });
}
