import { isatty } from 'node:tty';

const descriptors = [0, 1, 2];

/**
 * Lets a program whose terminal went away end as the signal for that ends others. Node itself would abort with a native stack trace: it
 * puts the modes of its terminals back at its end, and takes one that is gone for a defect of its own (seen with Node 20 and 24).
 */
export function endByHangUp(): void {
  const terminals = descriptors.filter((descriptor) => isatty(descriptor));
  process.on('exit', () => {
    if (terminals.every((descriptor) => isatty(descriptor))) return;
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  });
}
