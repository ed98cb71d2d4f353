import { describe, expect, it } from 'vitest';
import { planImage } from '../../src/image/image-plan.js';

const epoch = 1767225600;

const commandsFor = (mode: number, contents: Map<string, { mode: number; bytes: number }>) =>
  planImage({
    existing: new Map([['', { inode: 2, mode: 0o040755, uid: 0, gid: 0, size: 0 }]]),
    links: new Map(),
    entries: [{ entry: { type: 'file', path: 'f', mode, uid: 0, gid: 0, size: 3 }, content: '/host/f' }],
    epoch,
    blockSize: 4096,
    contents,
    valueDir: '/tmp',
  }).commands;

describe('planImage', () => {
  it('leaves a mode that debugfs takes along unsaid', () => {
    const said = ['sif "./f" mode 0104755'];
    const modes = (commands: string[]) => commands.filter((command) => command.includes(' mode '));
    expect(modes(commandsFor(0o4755, new Map()))).toEqual(said);
    expect(modes(commandsFor(0o4755, new Map([['/host/f', { mode: 0o755, bytes: 3 }]])))).toEqual(said);
    expect(modes(commandsFor(0o4755, new Map([['/host/f', { mode: 0o4755, bytes: 3 }]])))).toEqual([]);
  });
});
