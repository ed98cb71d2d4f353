import { Cable } from '../cable.ts';
import { needIso } from '../clone.ts';
import { blankDisk, Guest } from '../guest.ts';
import type { Case } from './index.ts';

const down = '\u001b[B';

/** The shim's questions, answered by keys on the serial console, up to the code. */
export const visorShimWizard: Case = {
  title: 'the shim asked: no DHCP server, then an address; a confirmation that is refused; the code',
  async run() {
    const iso = needIso('shim');
    const cable = await Cable.lay(9192);
    const shim = await Guest.start({
      ...{ name: 'shim-wizard', firmware: 'bios', iso, disks: [blankDisk('shim-wizard', 4)] },
      cable: { card: '07', port: cable.port },
    });
    try {
      await shim.waitFor(/GNU GRUB[\s\S]*serial console/);
      shim.send('s');
      await shim.answer('This machine', '\r', 240);
      await shim.answer('Host name of this machine', '\r');
      await shim.answer('Where shall SmechVisor be installed?', '\r');
      await shim.answer('How does this machine get its address?', '\r');
      await shim.answer('No DHCP server gave this machine an address', '\r', 120);
      await shim.answer('How does this machine get its address?', `${down}\r`);
      await shim.answer('Which port?', '\r');
      await shim.answer('Address with prefix', '10.9.0.7/24\r');
      await shim.answer('Gateway (may stay empty)', '\r');
      await shim.answer('Name servers', '\r');
      await shim.answer('Summary', '\r');
      await shim.answer('Type erase vda to begin', 'yes\r');
      await shim.answer('Nothing was changed', '\r');
      await shim.answer('Summary', '\r');
      console.log(await shim.answer('Type erase vda to begin', 'erase vda\r'));
      console.log(await shim.waitFor(/^Code: \S{7}\nThis machine: +eth0 +10\.9\.0\.7$/m));
      console.log(shim.screen());
    } finally {
      await shim.stop();
      cable.remove();
    }
  },
};
