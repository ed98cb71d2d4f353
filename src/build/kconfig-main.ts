/**
 * Entry that the kbuild driver's steps start as `smech-kconfig`:
 * `join OUT FRAGMENT...`, `merge CONFIG FRAGMENT` (in place), `check CONFIG FRAGMENT`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { joinKconfig, mergeKconfig, missingKconfig } from './kconfig.js';

const [command, file, ...fragments] = process.argv.slice(2);
const [fragment] = fragments;
const read = (name: string) => readFileSync(name, 'utf8');

if (file === undefined || fragment === undefined)
  throw new TypeError('usage: smech-kconfig join|merge|check FILE FRAGMENT...');
if (command === 'join') writeFileSync(file, joinKconfig(fragments.map(read)));
else if (command === 'merge') writeFileSync(file, mergeKconfig(read(file), read(fragment)));
else if (command === 'check') check(file, fragment);
else throw new TypeError(`smech-kconfig: no command ${command}`);

function check(config: string, asked: string): void {
  const result = read(config);
  const missing = missingKconfig(read(asked), result);
  if (missing.length === 0) return;
  console.error(
    `smech-kconfig: error: ${missing.length} requested line(s) did not make it into ${config}: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', ...' : ''}`,
  );
  for (const line of missing) {
    const symbol = /CONFIG_\w+/.exec(line)?.[0] ?? line;
    const stands = result.split('\n').find((other) => new RegExp(`\\b${symbol}\\b`).test(other));
    console.error(`  ${line}   (there: ${stands ?? 'nothing; is something it depends on off?'})`);
  }
  process.exitCode = 1;
}
