import { closeSync, openSync, readSync } from 'node:fs';
import { run } from '../host/exec.js';

/** `linked`: a program or shared library; `object`: .o and kernel modules; `archive`: a static library. */
export type BinaryKind = 'linked' | 'object' | 'archive';

/** What a file is by its first bytes; null: nothing that a linker makes. */
export function binaryKind(file: string): BinaryKind | null {
  const head = Buffer.alloc(20);
  const fd = openSync(file, 'r');
  try {
    if (readSync(fd, head, 0, head.length, 0) < 8) return null;
  } finally {
    closeSync(fd);
  }
  if (head.toString('latin1', 0, 8) === '!<arch>\n') return 'archive';
  if (head.toString('latin1', 0, 4) !== '\x7fELF') return null;
  // e_type: 1 relocatable, 2 executable, 3 shared; byte 5 says how numbers are stored.
  const type = head[5] === 2 ? head.readUInt16BE(16) : head.readUInt16LE(16);
  if (type === 1) return 'object';
  return type === 2 || type === 3 ? 'linked' : null;
}

export interface ElfFacts {
  interpreter: string | null;
  needed: string[];
  /** Entries of DT_RPATH and DT_RUNPATH. */
  runPaths: string[];
}

/** How many files one readelf looks at. */
const batch = 200;

/** What the dynamic linker would read of each file, through `readelf -Wdl`. */
export async function readElf(files: string[], signal?: AbortSignal): Promise<Map<string, ElfFacts>> {
  const facts = new Map<string, ElfFacts>();
  for (let start = 0; start < files.length; start += batch) {
    const some = files.slice(start, start + batch);
    const { stdout } = await run(['readelf', '-Wdl', ...some], { env: { LC_ALL: 'C' }, ...(signal ? { signal } : {}) });
    for (const [file, found] of parseReadelf(stdout, some[0] ?? '')) facts.set(file, found);
  }
  return facts;
}

/** Output of `readelf -Wdl FILE...`; with one file alone it does not say which. */
function parseReadelf(text: string, onlyFile: string): Map<string, ElfFacts> {
  const facts = new Map<string, ElfFacts>();
  const start = (file: string): ElfFacts => {
    const fresh: ElfFacts = { interpreter: null, needed: [], runPaths: [] };
    facts.set(file, fresh);
    return fresh;
  };
  let current: ElfFacts | undefined;
  for (const line of text.split('\n')) {
    const file = /^File: (.+)$/.exec(line)?.[1];
    if (file !== undefined) {
      current = start(file);
      continue;
    }
    current ??= start(onlyFile);
    const interpreter = /\[Requesting program interpreter: (.+)\]$/.exec(line)?.[1];
    if (interpreter !== undefined) current.interpreter = interpreter;
    const entry = /\((NEEDED|RPATH|RUNPATH)\)\s+[^[]*\[(.*)\]$/.exec(line);
    if (entry?.[1] === 'NEEDED') current.needed.push(entry[2] ?? '');
    else if (entry) current.runPaths.push(...(entry[2] ?? '').split(':').filter(Boolean));
  }
  return facts;
}

/** Version tags that a program or library asks others for (`Qt_6.8`, `GLIBC_2.34`), through `readelf -WV`. */
export const versionNeeds = async (file: string, signal?: AbortSignal): Promise<string[]> =>
  [...(await versionSection(file, 'needs', signal)).matchAll(/ Name: (\S+) /g)].flatMap(([, name]) => name ?? []);

/** Version tags that a library offers (`ZLIB_1.2.9`), without the one of its own name; none: it has no versions. */
export const versionsOffered = async (file: string, signal?: AbortSignal): Promise<string[]> =>
  [...(await versionSection(file, 'definition', signal)).matchAll(/ Flags: (\S.*?) +Index: .* Name: (\S+)$/gm)].flatMap(
    ([, flags, name]) => (flags?.includes('BASE') ? [] : (name ?? [])),
  );

async function versionSection(file: string, which: 'needs' | 'definition', signal?: AbortSignal): Promise<string> {
  const { stdout } = await run(['readelf', '-WV', file], { env: { LC_ALL: 'C' }, ...(signal ? { signal } : {}) });
  return stdout.split(/\n\n+/).find((part) => part.trimStart().startsWith(`Version ${which} section`)) ?? '';
}
