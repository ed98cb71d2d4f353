import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { stepEnvironment } from '../../../src/build/toolchain/environment.js';
import { findHostTool, thisMachine } from '../../../src/build/toolchain/host-tools.js';

const folder = mkdtempSync(path.join(tmpdir(), 'smechdeploy-ccache-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A work folder with a source that reads a header of its sysroot. */
function workFolder(name: string, value: number): string {
  const work = path.join(folder, name);
  const files = {
    'src/a.c': '#include <value.h>\nint value = VALUE;\n',
    'sysroot/usr/include/value.h': `#define VALUE ${value}\n`,
  };
  mkdirSync(path.join(work, 'build'), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    const at = path.join(work, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
    // ccache is wary of files that are newer than the compile.
    utimesSync(at, 1_700_000_000, 1_700_000_000);
  }
  return work;
}

async function compile(work: string) {
  const at = (name: string) => path.join(work, name);
  const values = {
    ...{ work, src: at('src'), build: at('build'), dest: at('dest'), sysroot: at('sysroot'), files: at('files') },
    ...{ tools: at('tools'), host: at('host'), jobs: '1', epoch: '0' },
  };
  const env = stepEnvironment({ libc: 'host' }, values, path.join(folder, 'ccache'), thisMachine);
  const cwd = at('build');
  const args = ['gcc', '--sysroot=../sysroot', '-O2', '-MD', '-MF', 'a.d', '-c', '../src/a.c', '-o', 'a.o'];
  await execa('ccache', args, { cwd, env, extendEnv: false });
  return { headers: readFileSync(at('build/a.d'), 'utf8'), object: readFileSync(at('build/a.o')) };
}

describe.skipIf(findHostTool('ccache', thisMachine) === undefined)('results that ccache keeps', () => {
  it("are never taken for another work folder's, whose sysroot differs", async () => {
    const first = await compile(workFolder('one', 1));
    const second = await compile(workFolder('two', 2));
    expect(second.object.equals(first.object)).toBe(false);
    expect(second.headers).not.toContain(path.join(folder, 'one'));
  });

  it('serve a work folder whose files are the same', async () => {
    const first = await compile(workFolder('three', 3));
    const second = await compile(workFolder('four', 3));
    expect(second.object.equals(first.object)).toBe(true);
    expect(second.headers).toBe(first.headers);
  });
});
