import { shell } from '../build/drivers/index.js';
import type { Recipe } from './define.js';

/** Keyboards that the installer offers: its name for them, the file below data/keymaps/i386 of kbd, and what people call it. */
const keyboards: [name: string, file: string, title: string][] = [
  ['us', 'qwerty/us', 'English (US)'],
  ['us-acentos', 'qwerty/us-acentos', 'English (US, dead keys)'],
  ['uk', 'qwerty/uk', 'English (UK)'],
  ['be', 'azerty/be-latin1', 'Belgian'],
  ['br', 'qwerty/br-abnt2', 'Brazilian'],
  ['bg', 'qwerty/bg_bds-utf8', 'Bulgarian'],
  ['ca', 'qwerty/ca', 'Canadian'],
  ['cf', 'qwerty/cf', 'Canadian (French)'],
  ['croat', 'qwertz/croat', 'Croatian'],
  ['cz', 'qwertz/cz', 'Czech'],
  ['dk', 'qwerty/dk-latin1', 'Danish'],
  ['nl', 'qwerty/nl', 'Dutch'],
  ['dvorak', 'dvorak/dvorak', 'Dvorak'],
  ['colemak', 'colemak/en-latin9', 'Colemak'],
  ['et', 'qwerty/et', 'Estonian'],
  ['fi', 'qwerty/fi', 'Finnish'],
  ['fr', 'azerty/fr-latin9', 'French'],
  ['fr-bepo', 'bepo/fr-bepo', 'French (Bépo)'],
  ['de', 'qwertz/de-latin1', 'German'],
  ['de-nodeadkeys', 'qwertz/de-latin1-nodeadkeys', 'German (no dead keys)'],
  ['neo', 'neo/neo', 'German (Neo 2)'],
  ['gr', 'qwerty/gr', 'Greek'],
  ['il', 'qwerty/il', 'Hebrew'],
  ['hu', 'qwertz/hu', 'Hungarian'],
  ['is', 'qwerty/is-latin1', 'Icelandic'],
  ['ie', 'qwerty/ie', 'Irish'],
  ['it', 'qwerty/it', 'Italian'],
  ['jp', 'qwerty/jp106', 'Japanese'],
  ['la', 'qwerty/la-latin1', 'Spanish (Latin America)'],
  ['lv', 'qwerty/lv', 'Latvian'],
  ['lt', 'qwerty/lt', 'Lithuanian'],
  ['mk', 'qwerty/mk-utf', 'Macedonian'],
  ['no', 'qwerty/no-latin1', 'Norwegian'],
  ['pl', 'qwerty/pl2', 'Polish'],
  ['pt', 'qwerty/pt-latin9', 'Portuguese'],
  ['ro', 'qwerty/ro', 'Romanian'],
  ['ru', 'qwerty/ru', 'Russian'],
  ['sr', 'qwerty/sr-cy', 'Serbian'],
  ['sk', 'qwertz/sk-qwertz', 'Slovak'],
  ['slovene', 'qwertz/slovene', 'Slovenian'],
  ['es', 'qwerty/es', 'Spanish'],
  ['sv', 'qwerty/sv-latin1', 'Swedish'],
  ['ch', 'qwertz/de_CH-latin1', 'Swiss (German)'],
  ['ch-fr', 'qwertz/fr_CH-latin1', 'Swiss (French)'],
  ['tr', 'qwerty/trq', 'Turkish'],
  ['ua', 'qwerty/ua-utf', 'Ukrainian'],
];

const lines = (fields: (keyboard: (typeof keyboards)[number]) => string[]) =>
  keyboards.map((keyboard) => `${fields(keyboard).join(' ')}\n`).join('');

/** Sequences for dead keys are no part of a binary keymap, and some releases of loadkeys stumble over their includes. */
const compile = `
into=@dest@/usr/share/keymaps
mkdir -p "$into"
cd data/keymaps/i386
find . -type f -exec sed -i '/^[[:space:]]*include.*compose/d' {} +
while read -r name file; do
  loadkeys -b -u "$file.map" >"$into/$name.bmap"
done <@files@/keymaps
cp @files@/list "$into/list"`;

/** Keyboards of the console, compiled by the host's loadkeys for BusyBox's loadkmap, with a list of their names. */
export const keymaps: Recipe = {
  name: 'keymaps',
  title: 'Keyboards',
  sources: ['kbd'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  files: {
    keymaps: { text: lines(([name, file]) => [name, file]) },
    list: { text: lines(([name, , title]) => [name, title]) },
  },
  steps: [shell('install', compile, { fakeroot: true })],
  ship: ['usr/share/keymaps/**'],
  tools: [{ command: 'loadkeys', package: 'kbd' }],
};
