import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

const chunk = 8 * 1024 * 1024;
const block = 64 * 1024;

export interface BlockCopy {
  from: string;
  /** The stretch of `from`; default: all of it. */
  start?: number;
  length?: number;
  /** Exists, and is large enough. */
  to: string;
  /** Bytes from the start of `to`. */
  offset: number;
  /** The stretch of `to` is known to be a hole. */
  blank?: boolean;
  progress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Makes a stretch of a file equal to another file; only blocks that differ are written, so that holes stay holes. Returns the bytes written. */
export async function copyChangedBlocks(options: BlockCopy): Promise<number> {
  const { from, start = 0, length, to, offset, blank = false, progress, signal } = options;
  const [source, target] = await Promise.all([open(from, 'r'), open(to, 'r+')]);
  try {
    const size = length ?? (await source.stat()).size - start;
    const [want, have] = [Buffer.alloc(chunk), Buffer.alloc(chunk)];
    let written = 0;
    for (let at = 0; at < size; at += chunk) {
      signal?.throwIfAborted();
      const part = Math.min(chunk, size - at);
      await fill(source, want, part, start + at);
      if (!blank) await fill(target, have, part, offset + at);
      written += await writeChanged(target, want, have, part, offset + at);
      progress?.(at + part, size);
    }
    return written;
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** Beyond the end of a file everything is zero. */
async function fill(file: FileHandle, buffer: Buffer, length: number, position: number): Promise<void> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  buffer.fill(0, done, length);
}

async function writeChanged(
  target: FileHandle,
  want: Buffer,
  have: Buffer,
  length: number,
  position: number,
): Promise<number> {
  if (want.compare(have, 0, length, 0, length) === 0) return 0;
  let written = 0;
  for (let at = 0; at < length; at += block) {
    const end = Math.min(at + block, length);
    if (want.compare(have, at, end, at, end) === 0) continue;
    await writeAll(target, want.subarray(at, end), position + at);
    written += end - at;
  }
  return written;
}

/** A single write to a disk that becomes full takes a part, without an error: the next one then says why. */
async function writeAll(target: FileHandle, content: Buffer, position: number): Promise<void> {
  for (let done = 0; done < content.length; )
    done += (await target.write(content, done, content.length - done, position + done)).bytesWritten;
}
