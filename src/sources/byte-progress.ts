import type { SourceFile } from './define.js';

/** Adds up the bytes of downloads that run at once; the total grows as files turn out to be needed. */
export class ByteProgress {
  private done = 0;
  private total = 0;

  private readonly report: (done: number, total: number, label: string) => void;

  constructor(report: (done: number, total: number, label: string) => void) {
    this.report = report;
  }

  /** `bytes` takes what of this file has arrived so far, `done` ends it, `drop` takes it out again. */
  start(file: SourceFile): { bytes: (bytes: number) => void; done: () => void; drop: () => void } {
    let size = file.size ?? 0;
    let seen = 0;
    const set = (bytes: number, expected: number) => {
      this.done += bytes - seen;
      this.total += expected - size;
      seen = bytes;
      size = expected;
      this.report(this.done, this.total, file.file);
    };
    this.total += size;
    this.report(this.done, this.total, file.file);
    return {
      bytes: (bytes) => set(file.size === undefined ? bytes : Math.min(bytes, file.size), file.size ?? bytes),
      done: () => set(size, size),
      drop: () => set(0, 0),
    };
  }
}
