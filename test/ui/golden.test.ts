import { describe, expect, it, vi } from 'vitest';
import { scenes } from './scenes.js';
import { shownAs } from './shown.js';

// Times are shown in the operator's time zone; colours are chosen when chalk is imported.
vi.hoisted(() => Object.assign(process.env, { TZ: 'UTC', FORCE_COLOR: '1' }));

const sizes = {
  '80x24': { columns: 80, rows: 24 },
  '120x40': { columns: 120, rows: 40 },
  '60x15': { columns: 60, rows: 15 },
};
const SMALLEST = { columns: 60, rows: 15 };
const LARGEST = { columns: 300, rows: 100 };
const everywhere = ['phases', 'run'];

/** Written anew by `npx vitest run test/ui/golden.test.ts -u`. */
describe('the screens', () => {
  for (const [name, model] of Object.entries(scenes)) {
    for (const [label, size] of Object.entries(sizes)) {
      if (label !== '80x24' && !everywhere.includes(name)) continue;
      it(`${name} at ${label}`, async () => {
        const { lines } = await shownAs(model, size);
        await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}-${label}.txt`);
      });
    }
  }

  it('fit every size from the smallest on, with the way to help on the last line', async () => {
    for (const [name, model] of Object.entries(scenes)) {
      for (const size of name === 'run' ? [SMALLEST, LARGEST] : [SMALLEST]) {
        const { lines } = await shownAs(model, size);
        expect(lines.at(-1), `${name} at ${size.columns}`).toMatch(
          name === 'help' ? /esc back/ : name === 'palette' ? /esc close/ : /\? help/,
        );
        expect(lines[0], name).toMatch(/^ (SmechDeploy {2})?SmechVisor {2}/);
      }
    }
  });
});

describe('a terminal', () => {
  const model = scenes.run;
  const size = sizes['80x24'];
  if (!model) throw new Error('no scene');

  it('that is too small gets one sentence', async () => {
    const { lines } = await shownAs(model, { columns: 59, rows: 15 });
    expect(lines.join(' ').replace(/\s+/g, ' ').trim()).toBe(
      'This terminal has 59x15 cells, the interface needs 60x15: make it larger. q leaves; a run goes on.',
    );
  });

  it('without Unicode gets ASCII alone', async () => {
    for (const scene of Object.values(scenes)) {
      const { lines } = await shownAs(scene, size, { LANG: 'C' });
      expect(lines.join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
    }
  });

  it('is given colours of the 16 alone, and none with NO_COLOR; what is chosen is still marked', async () => {
    const colored = await shownAs(model, size);
    const plain = await shownAs(model, size, { LANG: 'C.UTF-8', NO_COLOR: '1' });
    const colors = (written: string) =>
      written.split('\u001b[').flatMap((text) => /^(?:[34]\d|9\d|10\d)(?=[;\d]*m)/.exec(text)?.[0] ?? []);
    expect(new Set(colors(colored.written))).not.toContain('38');
    expect(colors(colored.written).filter((code) => code !== '39').length).toBeGreaterThan(0);
    expect(colors(plain.written)).toEqual([]);
    expect(plain.written).toContain('\u001b[7m');
    expect(plain.lines).toEqual(colored.lines);
  });

  it('on a light background gets no yellow, no cyan and no faint text', async () => {
    const { written } = await shownAs({ ...model, preferences: { theme: 'light' } }, size);
    for (const code of ['2m', '33m', '36m']) expect(written).not.toContain(`\u001b[${code}`);
  });

  it('that reads aloud gets sentences without signs, bars and rules', async () => {
    for (const [name, scene] of Object.entries(scenes)) {
      const { lines } = await shownAs(
        scene,
        { columns: 200, rows: 60 },
        { LANG: 'C.UTF-8', INK_SCREEN_READER: 'true' },
      );
      const text = lines.join('\n');
      expect(text, name).not.toMatch(/[█░─›✓✗▸·⊘…]|\[[ x]\]/);
      expect(text, name).not.toMatch(/ {3}/);
    }
    const { lines } = await shownAs(model, { columns: 200, rows: 60 }, { INK_SCREEN_READER: 'true' });
    expect(lines.join('\n')).toMatch(/running, linux, 46%/);
  });
});
