/** `npm run e2e [-- CASE...] [--again]`: long cases with real builds and boots. A case whose inputs are as in its recorded pass is skipped, and said so. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases/index.ts';
import { projectRoot, stateDir } from './places.ts';
import { treeHash } from './tree-hash.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { again: { type: 'boolean' }, list: { type: 'boolean' } },
});
const record = path.join(stateDir, 'passes.json');
const unknown = positionals.filter((name) => !(name in cases));
if (values.list || unknown.length > 0) {
  for (const [name, { title }] of Object.entries(cases)) console.log(`${name.padEnd(20)} ${title}`);
  if (unknown.length > 0) console.error(`There is no case ${unknown.join(', ')}: choose from the list above.`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

mkdirSync(stateDir, { recursive: true });
const inputs = treeHash(projectRoot);
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const [name, { title, run }] of Object.entries(cases)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const before = passes()[name];
  if (before?.inputs === inputs && !values.again) {
    console.log(`skip ${name}: passed on ${before.at} with the same inputs (--again runs it)`);
    totals.skipped++;
    continue;
  }
  const began = performance.now();
  console.log(`\n=== ${name}: ${title}`);
  try {
    await run();
    const seconds = Math.round((performance.now() - began) / 1000);
    writeFileSync(
      record,
      JSON.stringify({ ...passes(), [name]: { inputs, at: new Date().toISOString(), seconds } }, null, 1),
    );
    console.log(`pass ${name} (${seconds} s)`);
    totals.passed++;
  } catch (error) {
    console.error(`FAIL ${name}:`, error);
    totals.failed++;
  }
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;

function passes(): Record<string, { inputs: string; at: string; seconds: number }> {
  try {
    return JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return {};
  }
}
