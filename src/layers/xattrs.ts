import { run } from '../host/exec.js';

/** Names that belong to the files and not to the host: its SELinux labels or an overlay's own marks are no part of a layer. */
const kept = /^(user\.|security\.capability$|system\.posix_acl_)/;

/** Extended attributes of these names below a folder, values in base64. */
export async function readXattrs(dir: string, names: string[]): Promise<Map<string, Record<string, string>>> {
  if (names.length === 0) return new Map();
  const { stdout } = await run(['xargs', '-0', 'getfattr', '-h', '-P', '-d', '-m', '-', '-e', 'base64', '--'], {
    cwd: dir,
    env: { LC_ALL: 'C' },
    input: names.map((name) => `./${name}\0`).join(''),
  });
  return parseDump(stdout);
}

/** Gives names below a folder these extended attributes, values in base64; those that they have besides stay. */
export async function writeXattrs(dir: string, files: Iterable<[string, Record<string, string>]>): Promise<void> {
  const dump = formatDump([...files].map(([name, values]) => [`./${name}`, values]));
  if (dump !== '') await run(['setfattr', '-h', '--restore=-'], { cwd: dir, input: dump });
}

/** Takes an extended attribute away from a file; it may have gone already. */
export async function removeXattr(file: string, name: string): Promise<void> {
  await run(['setfattr', '-h', '-x', name, '--', file], { okCodes: [0, 1] });
}

/** The text that getfattr -d prints: a `# file:` line, then `name=0sBASE64` lines; names have octal escapes. */
export function parseDump(text: string): Map<string, Record<string, string>> {
  const result = new Map<string, Record<string, string>>();
  let values: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const file = /^# file: (.*)$/.exec(line)?.[1];
    if (file !== undefined) {
      values = {};
      result.set(unquote(file).replace(/^\.\//, ''), values);
      continue;
    }
    const [, name, value] = /^([^=]+)=0s(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && kept.test(unquote(name))) values[unquote(name)] = value;
  }
  for (const [name, found] of result) if (Object.keys(found).length === 0) result.delete(name);
  return result;
}

/** The same text, for setfattr. */
function formatDump(files: Iterable<[string, Record<string, string>]>): string {
  let text = '';
  for (const [file, values] of files) {
    const lines = Object.entries(values).map(([name, value]) => `${quote(name)}=0s${value}\n`);
    if (lines.length > 0) text += `# file: ${quote(file)}\n${lines.join('')}\n`;
  }
  return text;
}

function unquote(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const octal = bytes[i] === 0x5c ? /^[0-3][0-7]{2}$/.exec(bytes.toString('latin1', i + 1, i + 4)) : null;
    out.push(octal ? Number.parseInt(octal[0], 8) : (bytes[i] ?? 0));
    if (octal) i += 3;
  }
  return Buffer.from(out).toString('utf8');
}

const quote = (text: string) =>
  text.replace(/[\\\n\r=]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
