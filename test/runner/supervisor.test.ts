import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endUnit, unitProcesses } from '../../src/runner/process-group.js';
import { isAlive, processStat } from '../../src/runner/processes.js';
import { UsageRecord } from '../../src/runner/unit-files.js';
import { readJson, supervise, temporaryFolder, until } from './tools.js';

/** Nothing is written to a disk where /tmp has none. */
const memoryOnly = statfsSync(tmpdir()).type === 0x01021994;

describe('supervisor', { timeout: 30_000 }, () => {
  it('writes output to the log and the end to exit.json', async () => {
    const unit = supervise('echo out; echo err >&2; exit 3');
    expect(await unit.exit()).toMatchObject({ exitCode: 3, signal: null });
    expect(unit.log()).toBe('out\nerr\n');
  });

  it('measures CPU time and memory of the whole tree', async () => {
    const unit = supervise(
      `( exec ${process.execPath} -e 'const b = Buffer.alloc(60e6, 1); while (process.cpuUsage().user < 8e5); process.exit(b[0] - 1)' )`,
    );
    const file = path.join(unit.dir, 'usage.json');
    // Read while it runs: the last sample may find the program ending, and ending it has no memory.
    await until('its memory', () => existsSync(file) && UsageRecord.parse(readJson(file)).memoryBytes > 60e6);
    const exit = await unit.exit(25);
    expect(exit.cpuSeconds).toBeGreaterThan(0.7);
    expect(exit.cpuSeconds).toBeLessThan(10);
    expect(exit.peakMemoryBytes).toBeGreaterThan(60e6);
  });

  it.skipIf(memoryOnly)('adds up what the whole tree has written to disks', async () => {
    const unit = supervise(
      `cd ${temporaryFolder()}; ( head -c 8000000 /dev/zero > written; sync written ); while :; do sleep 0.1; done`,
    );
    const file = path.join(unit.dir, 'usage.json');
    const written = () => existsSync(file) && (UsageRecord.parse(readJson(file)).writtenBytes ?? 0);
    const bytes = await until('the figure', () => Number(written()) >= 8e6 && written());
    expect(bytes).toBeLessThan(80e6);
  });

  it('names the signal that killed the unit', async () => {
    expect(await supervise('kill -SEGV $$').exit()).toMatchObject({ exitCode: null, signal: 'SIGSEGV' });
  });

  it('says in the log that a program can not be started', async () => {
    const unit = supervise('exec /no/such/program');
    expect((await unit.exit()).exitCode).toBe(127);
    expect(unit.log()).toContain('/no/such/program');
  });

  it('ends on SIGTERM with the whole tree, also what ignores it', async () => {
    const unit = supervise(`sleep 300 & (trap '' TERM; while :; do sleep 0.1; done) & wait`);
    const { pid, marker } = await unit.record();
    await until('the tree', () => unitProcesses(marker, pid).length >= 4);
    unit.process.kill('SIGTERM');
    expect((await unit.exit(12)).signal).toBe('SIGTERM');
    expect(unitProcesses(marker, null)).toEqual([]);
  });

  it('ends a daemon that left the session when the unit ends', async () => {
    const unit = supervise('setsid --fork sleep 300; exit 0');
    const { marker } = await unit.record();
    expect((await unit.exit()).exitCode).toBe(0);
    expect(unitProcesses(marker, null)).toEqual([]);
  });

  it('stops and continues the tree', async () => {
    const unit = supervise('while :; do sleep 0.05; echo tick; done');
    const { pid, marker } = await unit.record();
    await until('output', () => unit.log() !== '');
    unit.process.kill('SIGUSR2');
    const states = () => unitProcesses(marker, pid).map((stat) => stat.state);
    await until('all stopped', () => states().length > 0 && states().every((state) => state === 'T'));
    const length = unit.log().length;
    unit.process.kill('SIGCONT');
    await until('more output', () => unit.log().length > length);
    unit.process.kill('SIGUSR2');
    await until('all stopped', () => states().every((state) => state === 'T'));
    unit.process.kill('SIGTERM');
    expect((await unit.exit()).signal).toBe('SIGTERM');
  });

  it('leaves no exit record when it is killed itself, and what it left can be found and ended', async () => {
    const unit = supervise('setsid sleep 300 & sleep 300');
    const record = await unit.record();
    expect(isAlive(record)).toBe(true);
    await until('the tree', () => unitProcesses(record.marker, record.pid).length >= 3);
    unit.process.kill('SIGKILL');
    await until('its end', () => !isAlive(record));
    expect(unitProcesses(record.marker, null).length).toBeGreaterThan(0);
    expect(await endUnit(record.marker, null, 2)).toEqual([]);
    expect(unitProcesses(record.marker, null)).toEqual([]);
    expect(existsSync(path.join(unit.dir, 'exit.json'))).toBe(false);
  });

  it('is told apart from a later process with the same pid', () => {
    const startTime = processStat(process.pid)?.startTime ?? '';
    expect(isAlive({ pid: process.pid, startTime })).toBe(true);
    expect(isAlive({ pid: process.pid, startTime: `${startTime}0` })).toBe(false);
  });
});
