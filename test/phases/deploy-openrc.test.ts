import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { packageFile } from '../../src/host/package.js';
import { DeploySettings } from '../../src/host/settings.js';
import { createView } from '../../src/layers/create-view.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import type { PhaseContext } from '../../src/phases/define.js';
import { phase } from '../../src/phases/deploy_openrc.js';
import { smechvisor } from '../../src/profiles/smechvisor.js';

const made: string[] = [];
const folder = () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'smech-openrc-'));
  made.push(dir);
  return dir;
};
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** Runs the phase in a deploy root; returns its layer's entries. */
async function deploy(root: string) {
  const writer = createLayerWriter(folder(), 1767225600);
  const unused = () => Promise.reject(new Error('not part of this phase'));
  const context: PhaseContext = {
    ...{
      profile: smechvisor,
      settings: DeploySettings.parse({}),
      layout: layoutOf(root),
      version: () => '',
      provision: () => 'source',
    },
    ...{
      layer: writer,
      view: createView([]),
      recipe: unused,
      exec: unused,
      artifact: unused,
      progress: () => {},
      log: () => {},
    },
    ...{
      signal: new AbortController().signal,
      jobs: 1,
      strict: false,
      prebuilt: () => {},
      missing: () => {},
      epoch: 1767225600,
      workDir: root,
      fingerprint: '',
      reference: '/nowhere',
      rootImage: unused,
    },
  };
  await phase.run(context);
  return writer.finish();
}

describe('deploy_openrc', () => {
  it('copies an installed OpenRC of the operator in place of a recipe', async () => {
    const root = folder();
    const own = path.join(root, 'deps/others/openrc_install');
    mkdirSync(path.join(own, 'sbin'), { recursive: true });
    writeFileSync(path.join(own, 'sbin/openrc'), '#!/bin/sh\n', { mode: 0o755 });
    symlinkSync('openrc', path.join(own, 'sbin/rc'));
    const entries = new Map((await deploy(root)).map((entry) => [entry.path, entry]));
    expect(entries.get('sbin/openrc')).toMatchObject({ type: 'file', mode: 0o755 });
    expect(entries.get('sbin/rc')).toMatchObject({ type: 'symlink', target: 'openrc' });
    const plan = {
      ...{ profile: smechvisor, settings: DeploySettings.parse({}), layout: layoutOf(root), version: () => '' },
      reference: '/nowhere',
    };
    expect(phase.recipes({ ...plan, provision: () => 'prebuilt' })).toEqual([]);
  });

  it("installs the program's services and puts each runlevel's into it", async () => {
    const entries = new Map((await deploy(folder())).map((entry) => [entry.path, entry]));
    const runlevels: Record<string, string[]> = JSON.parse(
      readFileSync(packageFile('config/openrc/runlevels.json'), 'utf8'),
    );
    expect(Object.keys(runlevels)).toEqual(expect.arrayContaining(['sysinit', 'boot', 'default', 'shutdown']));
    for (const [runlevel, names] of Object.entries(runlevels)) {
      expect(entries.get(`etc/runlevels/${runlevel}`)).toMatchObject({ type: 'dir' });
      for (const name of names) {
        expect(entries.get(`etc/init.d/${name}`)).toMatchObject({ type: 'file', mode: 0o755 });
        expect(entries.get(`etc/runlevels/${runlevel}/${name}`)).toMatchObject({
          type: 'symlink',
          target: `/etc/init.d/${name}`,
        });
      }
    }
  });

  it("takes the deploy root's own files first and refuses a runlevel with an unknown service", async () => {
    const root = folder();
    const own = path.join(root, 'config/openrc/smechvisor');
    for (const dir of ['init.d', 'conf.d']) mkdirSync(path.join(own, dir), { recursive: true });
    writeFileSync(path.join(own, 'init.d/mine'), '#!/sbin/openrc-run\n');
    writeFileSync(path.join(own, 'rc.conf'), '');
    writeFileSync(path.join(own, 'runlevels.json'), '{"default": ["mine"]}');
    const paths = (await deploy(root)).map((entry) => entry.path);
    expect(paths).toContain('etc/runlevels/default/mine');
    expect(paths).not.toContain('etc/init.d/hostname');

    writeFileSync(path.join(own, 'runlevels.json'), '{"default": ["other"]}');
    await expect(deploy(root)).rejects.toThrow(/puts other into default, but .*init\.d has no such service/);
    writeFileSync(path.join(own, 'runlevels.json'), '[]');
    await expect(deploy(root)).rejects.toThrow(/runlevels\.json is not an object of runlevels/);
  });
});
