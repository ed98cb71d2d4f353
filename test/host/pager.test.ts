import { expect, it } from 'vitest';
import { openPager } from '../../src/host/pager.js';

it('says so when there is no such pager', async () => {
  const page = openPager('/etc/hostname', { ...process.env, PAGER: 'no-such-pager -R' }, new AbortController().signal);
  await expect(page).rejects.toThrow(/The pager `no-such-pager -R` can't be started: install it/);
});
