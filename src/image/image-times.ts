import { debugfs } from './debugfs-commands.js';

const second = 1_000_000_000n;
const lowBits = 0xffffffffn;

/** A time stamp as an ext4 inode keeps it. */
export interface InodeTime {
  /** Seconds: the low 32 bits. */
  low: number;
  /** Nanoseconds << 2, and two bits that lead past 2038. */
  extra: number;
}

/** ext4 counts from 1901 to 2446. */
export function inodeTime(ns: bigint): InodeTime {
  const nanoseconds = ((ns % second) + second) % second;
  const seconds = (ns - nanoseconds) / second;
  const low = BigInt.asIntN(32, seconds);
  const epoch = ((seconds - low) >> 32n) & 3n;
  return { low: Number(seconds & lowBits), extra: Number((nanoseconds << 2n) | epoch) };
}

/** debugfs's clock knows seconds from 1970 to 2038; 0 sets it to the present. */
export const isOfClock = ({ low, extra }: InodeTime) => (extra & 3) === 0 && low > 0 && low < 2 ** 31;

/** Says times to debugfs with as few commands as may be: its clock is set where that is enough. */
export class TimeTeller {
  readonly #epoch: number;
  #clock: number | null = null;

  constructor(epoch: number) {
    this.#epoch = epoch;
  }

  /** Before something is made that gets this time. */
  before(ns: bigint | null): string[] {
    const time = inodeTime(this.#ns(ns));
    const clock = isOfClock(time) ? time.low : this.#epoch;
    if (clock === this.#clock) return [];
    this.#clock = clock;
    return [debugfs.setTime(clock)];
  }

  /** After it was made. The seconds first: setting them may clear what stands beside them. */
  after(name: string, ns: bigint | null): string[] {
    const time = inodeTime(this.#ns(ns));
    return [
      ...(isOfClock(time) ? [] : [debugfs.setModified(name, time.low)]),
      ...(time.extra === 0 ? [] : [debugfs.setModifiedExtra(name, time.extra)]),
    ];
  }

  /** Of something that was there before, or whose content changed since it was made. */
  again(name: string, ns: bigint | null): string[] {
    const { low, extra } = inodeTime(this.#ns(ns));
    return [debugfs.setModified(name, low), debugfs.setModifiedExtra(name, extra)];
  }

  #ns(ns: bigint | null): bigint {
    return ns ?? BigInt(this.#epoch) * second;
  }
}
