import { openLog } from '../../../dist/host/log/open-log.js';

// With little memory: opens a log, goes to its end, counts its lines, searches all of it; says what it found and the most memory it had.
const log = await openLog(process.argv[2]);
const signal = new AbortController().signal;
const { lines } = await log.window(Number.MAX_SAFE_INTEGER, 10, 0);
const last = await log.offsetOf(Number.MAX_SAFE_INTEGER, signal);
const size = await log.look();
const range = { from: 0, to: size.size, pick: 'first' };
const found = await log.find({ type: 'text', text: 'needle' }, range, () => undefined, signal);
const error = await log.find({ type: 'error' }, { ...range, from: last - 20_000_000 }, () => undefined, signal);
const { first } = await log.window(found, 0, 0);
await log.close();
const mostMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ end: lines.at(-1).text, size, first, last, found, error, mostMegabytes }));
