import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scopePrefix } from '../../src/runner/scope.js';
import { temporaryFolder } from './tools.js';

const prefix = ['systemd-run', '--user', '--scope', '--quiet', '--collect', '--'];
const session = { XDG_SESSION_ID: '3' };

/** A machine of an ordinary user whose logind says this of KillUserProcesses; `calls` are what was started there. */
function machine({ kills, manager = true }: { kills: string; manager?: boolean }) {
  const dir = temporaryFolder();
  const log = path.join(dir, 'calls');
  writeFileSync(log, '');
  const program = (name: string, script: string) => {
    writeFileSync(path.join(dir, name), `#!/bin/sh\necho ${name} >>'${log}'\n${script}\n`);
    chmodSync(path.join(dir, name), 0o755);
  };
  program('busctl', `echo '${kills}'`);
  program('systemd-run', manager ? 'exit 0' : 'exit 1');
  const { PATH } = process.env;
  process.env.PATH = `${dir}:${PATH}`;
  onTestFinished(() => {
    process.env.PATH = PATH;
  });
  return { systemd: dir, uid: 1000, calls: () => readFileSync(log, 'utf8').split('\n').filter(Boolean) };
}

describe('scopePrefix', () => {
  it('keeps a run alive where logind would end it with the session', async () => {
    const here = machine({ kills: 'b true' });
    expect(await scopePrefix(session, here)).toEqual(prefix);
    expect(here.calls()).toEqual(['busctl', 'systemd-run']);
  });

  it('is nothing where logind ends nothing, or the user has no service manager', async () => {
    expect(await scopePrefix(session, machine({ kills: 'b false' }))).toEqual([]);
    expect(await scopePrefix(session, machine({ kills: 'b true', manager: false }))).toEqual([]);
  });

  it('asks nobody outside of a session, as root, or without systemd', async () => {
    const here = machine({ kills: 'b true' });
    expect(await scopePrefix({}, here)).toEqual([]);
    expect(await scopePrefix(session, { ...here, uid: 0 })).toEqual([]);
    expect(await scopePrefix(session, { ...here, systemd: path.join(here.systemd, 'none') })).toEqual([]);
    expect(here.calls()).toEqual([]);
  });
});
