import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFailure } from '../../src/verify/failures.js';
import { drive, SerialConsole } from '../../src/verify/serial.js';

const raw =
  '\u001b[2J\u001b[1;1HGNU GRUB  version 2.12\r\n\u001b[7mSerial\u001b[0m\r\r\n[    0.0] Linux version 6.12.16\r\nOpenRC 0.56 is starting up\r\nnode login: ';

describe('SerialConsole', () => {
  it('gives the same text however the line is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(raw.length)), (cuts) => {
        const serial = new SerialConsole(() => undefined);
        const edges = [0, ...cuts.sort((a, b) => a - b), raw.length];
        for (const [index, edge] of edges.entries()) serial.append(raw.slice(edge, edges[index + 1] ?? edge));
        expect(serial.text).toBe(
          'GNU GRUB  version 2.12\nSerial\n[    0.0] Linux version 6.12.16\nOpenRC 0.56 is starting up\nnode login: ',
        );
      }),
    );
  });

  it('finds what came before and what comes after, from a position on', async () => {
    const serial = new SerialConsole(() => undefined);
    serial.append('login: x\n');
    const first = await serial.waitFor(/login:/);
    const second = serial.waitFor(/login:/, { from: first.end });
    serial.append('lo');
    serial.append('gin: ');
    expect((await second).end).toBe('login: x\nlogin:'.length);
  });

  it('gives up when told', async () => {
    const serial = new SerialConsole(() => undefined);
    await expect(serial.waitFor(/never/, { signal: AbortSignal.timeout(20) })).rejects.toThrow();
  });
});

describe('drive', () => {
  it('answers in order', async () => {
    const sent: string[] = [];
    const serial = new SerialConsole((keys) => {
      sent.push(keys);
      serial.append(keys === 'root\n' ? 'Password: ' : 'node# ');
    });
    serial.append('node login: ');
    await drive(serial, [
      { waitFor: /login: /, send: 'root\n' },
      { waitFor: /Password: /, send: 'secret\n' },
    ]);
    expect(sent).toEqual(['root\n', 'secret\n']);
  });
});

describe('findFailure', () => {
  it.each([
    '[    1.2] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)',
    ' * ERROR: networking failed to start',
    '* sshd has crashed',
    'Medium not found: starting a rescue shell.',
    'ALERT! Dropping to an emergency shell',
    'grub rescue>',
    'grub>',
    'UEFI Interactive Shell v2.2',
    'Starting system message bus: dbus... failed!',
    '[FAIL] Starting session management daemon: elogind failed!',
    'A maintenance shell will now be started.',
  ])('knows %s', (line) => {
    expect(findFailure(`fine\n${line}\nmore`)).toBe(line.trim());
  });

  it('lets a good boot be', () => {
    const good = [
      'GNU GRUB  version 2.12',
      ' Rescue shell (no network)',
      "Press enter to boot the selected OS, `e' to edit, or `c' for a command-line.",
      'error: no suitable video mode found.',
      '[    0.1] Command line: rescue=no console=ttyS0 panic=-1',
      ' * Starting networking ... [ ok ]',
      // The root is still read-only then.
      'Checking root file system...Cannot persist the following output on disc ... failed!',
      'node login: ',
    ];
    expect(findFailure(good.join('\n'))).toBe(null);
  });
});
