import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from './make-folder.js';

/** Lines of the store after which it is written anew, with the younger half. */
const maxLines = 200_000;

/**
 * A store of file hashes: one line a file, `sha256 key json-path`. Lines are only appended, in one write, so processes side by
 * side don't harm each other; a later line wins; what does not parse is passed over. Losing it costs time, never correctness.
 */
export class HashMemo {
  private known: Map<string, { key: string; digest: string }> | undefined;
  private fresh = new Map<string, string>();

  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  get(name: string, key: string): string | undefined {
    const entry = this.load().get(name);
    return entry?.key === key ? entry.digest : undefined;
  }

  set(name: string, key: string, digest: string): void {
    this.load().set(name, { key, digest });
    this.fresh.set(name, line(name, key, digest));
  }

  flush(): void {
    if (this.fresh.size === 0) return;
    try {
      makeFolder(path.dirname(this.file));
      appendFileSync(this.file, `\n${[...this.fresh.values()].join('')}`);
      this.fresh.clear();
    } catch {
      // A cache folder that can't be written to makes the next run slower, nothing else.
    }
  }

  private load(): Map<string, { key: string; digest: string }> {
    if (this.known) return this.known;
    this.known = new Map();
    const lines = readLines(this.file);
    for (const text of lines) {
      const match = /^([0-9a-f]{64}) ([0-9-]+) (".*")$/.exec(text);
      if (!match) continue;
      const [, digest = '', key = '', quoted = ''] = match;
      const name = parseName(quoted);
      if (name !== undefined) this.known.set(name, { key, digest });
    }
    if (lines.length > maxLines) this.compact();
    return this.known;
  }

  private compact(): void {
    const young = [...(this.known ?? [])].slice(-maxLines / 2);
    const temporary = `${this.file}.${process.pid}`;
    try {
      writeFileSync(temporary, young.map(([name, { key, digest }]) => line(name, key, digest)).join(''));
      renameSync(temporary, this.file);
    } catch {
      // As in flush.
    }
  }
}

const line = (name: string, key: string, digest: string) => `${digest} ${key} ${JSON.stringify(name)}\n`;

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** One look at a type, for each of up to 200 000 lines: a schema would say no more. */
function parseName(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
