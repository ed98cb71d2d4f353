import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommandLink, latestRun } from '../../src/runner/client.js';
import { deployRoot } from './deploy-root.js';
import { until } from './tools.js';

const waits = 'while [ ! -e "$SMECH_ROOT/go" ]; do sleep 0.05; done\n';

/** A client that stays connected, as the interface does. */
function client(root: string, by: string) {
  const link = createCommandLink(root, { by, client: 'interface', pid: process.pid });
  onTestFinished(link.close);
  return link;
}

const commander = (root: string) => latestRun(root)?.commander?.by ?? null;

describe('command of a run', { timeout: 60_000 }, () => {
  it('is had by one client at a time, shown to all, and given up when that one goes away', async () => {
    const deploy = deployRoot({ '01_a': waits });
    await deploy.cli('run', '--detach');
    await deploy.running('01_a');
    const attached = deploy.start('attach');
    let seen = '';
    attached.stdout?.on('data', (data: Buffer) => (seen += data));
    const [ann, bob] = [client(deploy.root, 'ann@pts/1'), client(deploy.root, 'bob@pts/2')];

    await ann.send('pause');
    await until('the pause', () => latestRun(deploy.root)?.state === 'paused');
    expect(commander(deploy.root)).toBe('ann@pts/1');
    expect((await deploy.status()).run?.command).toEqual({ by: 'ann@pts/1', client: 'interface', pid: process.pid });
    expect((await deploy.cli('status')).stdout).toContain('command: ann@pts/1 (interface, process ');
    await until('the others to see it', () => seen.includes('Command is with ann@pts/1'));

    const refused = await deploy.cli('resume');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^ann@pts\/1 has command of this run .*--take.*\n$/);
    await expect(bob.send('resume')).rejects.toThrow('ann@pts/1 has command');

    await bob.send('take');
    await until('the change', () => commander(deploy.root) === 'bob@pts/2');
    await expect(ann.send('resume')).rejects.toThrow('bob@pts/2 has command');
    await ann.send('release');
    expect(commander(deploy.root)).toBe('bob@pts/2');
    await bob.send('resume');
    expect(latestRun(deploy.root)?.state).toBe('running');

    bob.close();
    await until('command to be given up', () => commander(deploy.root) === null);
    expect((await deploy.cli('pause')).code).toBe(0);
    await until('command to be given up again', () => commander(deploy.root) === null);
    await ann.send('resume');
    expect((await deploy.cli('pause', '--take')).code).toBe(0);
    await expect(ann.send('resume')).resolves.toBeUndefined();

    expect((await deploy.cli('cancel')).code).toBe(0);
    expect((await attached.ended).code).toBe(130);
    expect(latestRun(deploy.root)?.commander).toBeNull();
  });
});
