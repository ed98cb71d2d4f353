import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyChangedBlocks } from '../../src/image/copy-blocks.js';
import { writeDurably } from '../../src/runner/durable.js';
import { openJournal } from '../../src/runner/journal.js';
import type { RunEvent } from '../../src/state/events.js';
import { supervise, temporaryFolder, until } from './tools.js';

const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

describe.skipIf(!canMount)('on a full disk (root needed)', { timeout: 60_000 }, () => {
  /** A file system of 256 KiB with this much left. */
  const disk = (free: number) => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]);
    onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
    const filling = path.join(folder, 'filling');
    writeFileSync(filling, Buffer.alloc(256 * 1024 - free));
    return {
      folder,
      fill: () => spawnSync('sh', ['-c', `cat /dev/zero >>'${filling}'`]),
      clear: () => rmSync(filling),
    };
  };

  it('a record is whole or is not written, and the former one stays', () => {
    const { folder } = disk(16 * 1024);
    const file = path.join(folder, 'record');
    writeDurably(file, 'former');
    expect(() => writeDurably(file, 'x'.repeat(20_000))).toThrow(/ENOSPC/);
    expect(readFileSync(file, 'utf8')).toBe('former');
    expect(existsSync(`${file}.${process.pid}`)).toBe(false);
  });

  it('an event that did not fit spoils none that comes later', () => {
    const { folder, clear } = disk(12 * 1024);
    const file = path.join(folder, 'journal.ndjson');
    const journal = openJournal(file);
    const cancelling = (by: string): RunEvent => ({ type: 'run.cancelling', at: '2026-01-01T00:00:00.000Z', by });
    expect(() => journal.append(cancelling('x'.repeat(20_000)))).toThrow(/ENOSPC/);
    clear();
    journal.append(cancelling('somebody'));
    journal.close();
    expect(readFileSync(file, 'utf8').split('\n').at(-2)).toBe(JSON.stringify(cancelling('somebody')));
  });

  it('a disk image is not taken for written', async () => {
    const { folder } = disk(64 * 1024);
    const [source, target] = [path.join(temporaryFolder(), 'source'), path.join(folder, 'target')];
    writeFileSync(source, Buffer.alloc(128 * 1024, 1));
    writeFileSync(target, '');
    truncateSync(target, 128 * 1024);
    await expect(copyChangedBlocks({ from: source, to: target, offset: 0 })).rejects.toThrow(/ENOSPC/);
  });

  it('a unit goes on, and its end is written down once there is room', async () => {
    const { folder, fill, clear } = disk(64 * 1024);
    const unit = supervise('sleep 3; exit 5', folder);
    await unit.record();
    fill();
    await sleep(4500);
    expect([unit.process.exitCode, existsSync(path.join(unit.dir, 'exit.json'))]).toEqual([null, false]);
    clear();
    expect(await until('the end', () => unit.exit())).toMatchObject({ exitCode: 5 });
  });
});
