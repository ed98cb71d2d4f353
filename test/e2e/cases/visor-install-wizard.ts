import { needIso } from '../clone.ts';
import { blankDisk, freePort, Guest, ownDisk, serialMedium } from '../guest.ts';
import { checkNode, expectText } from '../installed-node.ts';
import type { Case } from './index.ts';

const password = 'typed by hand';
const enter = '\r';
const down = '\u001b[B';
const erase = '\u007f'.repeat(20);

/** The questions, each answered with keys over the serial line. */
async function answerQuestions(medium: Guest): Promise<void> {
  await medium.answer('This installs SmechVisor', enter);
  await medium.answer('Where does this machine stand?', `E${down}${enter}`);
  await medium.answer('Which place of Europe', `P${enter}`);
  await medium.answer('Which keyboard', enter);
  expectText('hardware', await medium.answer('Processor', enter), /Disk +vda: 4\.0 GiB/);
  await medium.answer('Erase it: 4.0 GiB', enter);
  await medium.answer('Host name of this machine', `${erase}node-wizard${enter}`);
  await medium.answer('only account that can log in', `one${enter}`);
  await medium.answer('same password again', `another${enter}`);
  await medium.answer('two passwords differ', enter);
  await medium.answer('only account that can log in', password + enter);
  await medium.answer('same password again', password + enter);
  await medium.answer('How does this machine get its address', enter);
  await medium.answer('Summary', enter);
  await medium.answer('Type erase vda to begin', `erase vdb${enter}`);
  await medium.answer('Nothing was changed', enter);
  await medium.answer('Summary', enter);
  await medium.answer('Type erase vda to begin', `erase vda${enter}`);
}

export const visorInstallWizard: Case = {
  title: 'the wizard by key strokes over the serial console: refused confirmation, differing passwords, success',
  async run() {
    const disk = blankDisk('install-wizard', 4);
    const medium = await Guest.boot(
      {
        ...{
          name: 'visor-install-wizard-medium',
          firmware: 'bios',
          iso: needIso(),
          disks: [disk],
          port: await freePort(),
        },
      },
      serialMedium,
    );
    try {
      await answerQuestions(medium);
      expectText('end', await medium.answer('Its dashboard is on port 8080', enter), /node-wizard/);
      await medium.end();
      if (medium.text.includes(password)) throw new Error('the password stands on the console');
    } finally {
      await medium.stop();
    }
    const port = await freePort();
    const node = await Guest.boot(
      { name: 'visor-install-wizard-node', firmware: 'bios', disks: [disk], port },
      ownDisk,
    );
    try {
      await checkNode(node, { name: 'node-wizard', password, zone: 'CET', port });
    } finally {
      await node.stop();
    }
  },
};
