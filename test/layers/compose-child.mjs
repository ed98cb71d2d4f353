// Composes layers in a process of its own, to be killed or to run as another user: compose-child.mjs REQUEST.json [UID]
import { readFileSync } from 'node:fs';
import path from 'node:path';

const dist = path.join(import.meta.dirname, '../../dist');
const { compose } = await import(path.join(dist, 'layers/compose.js'));
const request = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const uid = Number(process.argv[3] ?? -1);
// Here and not by the starter: the new user need not be able to read this program.
if (uid >= 0) {
  process.setgroups([]);
  process.setgid(uid);
  process.setuid(uid);
}
console.log('ready');
try {
  console.log(JSON.stringify(await compose(request)));
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
}
