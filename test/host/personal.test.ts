import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPersonal, writePersonal } from '../../src/host/personal.js';
import { scratch } from '../orders/helpers.js';

const base = scratch();

describe('personal settings', () => {
  it('are kept in SMECHDEPLOY_CONFIG_DIR, changed one by one', async () => {
    const env = { SMECHDEPLOY_CONFIG_DIR: path.join(base, 'mine') };
    expect(readPersonal(env)).toEqual({});
    await writePersonal({ profile: 'smechos', jobs: 4, targets: { smechos: '/mnt/x' } }, env);
    await writePersonal({ jobs: undefined, theme: 'plain' }, env);
    expect(readPersonal(env)).toEqual({ profile: 'smechos', theme: 'plain', targets: { smechos: '/mnt/x' } });
    await writePersonal({ theme: undefined, bell: false, ascii: true }, env);
    expect(readPersonal(env)).toEqual({
      profile: 'smechos',
      targets: { smechos: '/mnt/x' },
      bell: false,
      ascii: true,
    });
  });

  it.each([
    ['no JSON', '{"profile": '],
    ['a wrong field', '{"jobs": "many"}'],
    ['a theme that nobody knows', '{"theme": "pink"}'],
    ['junk', '\0\u0001'],
  ])('that are %s count as none, with a message, and are replaced by the next change', async (name, text) => {
    const env = { SMECHDEPLOY_CONFIG_DIR: path.join(base, name) };
    const file = path.join(base, name, 'config.json');
    mkdirSync(path.dirname(file));
    writeFileSync(file, text);
    const messages: string[] = [];
    expect(readPersonal(env, (message) => messages.push(message))).toEqual({});
    expect(messages).toEqual([
      expect.stringMatching(
        /^The personal settings in .*config\.json are not usable \(.+\): defaults are used, and the next change replaces the file\.$/,
      ),
    ]);
    await writePersonal({ profile: 'smechvisor' }, env);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ profile: 'smechvisor' });
  });
});
