import { allEnded } from '../host/all-ended.js';
import { failure, prerequisiteError } from '../host/errors.js';
import { type InodeTimes, type ListedEntry, listImage, readTimes } from './debugfs-list.js';
import { DebugfsSession } from './debugfs-session.js';
import type { ImagePlan } from './image-plan.js';
import { inodeTime } from './image-times.js';
import type { TreeEntry } from './tree.js';

/** How an image differs from what was meant, one sentence each. */
function differences(expected: ImagePlan['expected'], listed: ReadonlyMap<string, ListedEntry>): string[] {
  return [...expected].flatMap(([path, want]) => {
    const have = listed.get(path);
    if (!have) return [`/${path} is missing`];
    const wrong = (['mode', 'uid', 'gid', 'size'] as const).filter((field) => have[field] !== want[field]);
    const say = (field: (typeof wrong)[number], value: number) =>
      field === 'mode' ? value.toString(8) : String(value);
    return wrong.map(
      (field) => `/${path} has ${field} ${say(field, have[field])} where ${say(field, want[field])} was meant`,
    );
  });
}

/** Lists the image and throws for the first thing that is not as it was meant. Returns the listing. */
export async function checkListing(
  copy: string,
  expected: ImagePlan['expected'],
  signal: AbortSignal | undefined,
): Promise<Map<string, ListedEntry>> {
  const session = new DebugfsSession(copy, signal === undefined ? {} : { signal });
  try {
    const listed = await listImage(session);
    const wrong = differences(expected, listed);
    if (wrong.length === 0) wrong.push(...(await wrongTimes(copy, expected, listed, signal)));
    if (wrong.length > 0)
      throw failure(
        `The image came out wrong: ${wrong[0]}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ''}; the earlier image stays, report this.`,
      );
    return listed;
  } finally {
    await session.kill();
  }
}

/** Time stamps are slow to list: two processes share them. */
const readers = 2;

/** Time stamps that were said by commands of their own are read back. */
async function wrongTimes(
  copy: string,
  expected: ImagePlan['expected'],
  listed: ReadonlyMap<string, ListedEntry>,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const asked = [...expected].flatMap(([path, { mtimeNs }]) => {
    const inode = listed.get(path)?.inode;
    return mtimeNs === null || inode === undefined ? [] : [{ path, mtimeNs, inode }];
  });
  const part = Math.ceil(asked.length / readers);
  const shares = Array.from({ length: readers }, (_, index) => asked.slice(index * part, (index + 1) * part));
  const wrong = await allEnded(
    shares.map(async (share) => {
      const session = new DebugfsSession(copy, signal === undefined ? {} : { signal });
      try {
        return differentTimes(
          share,
          await readTimes(
            session,
            share.map(({ inode }) => inode),
          ),
        );
      } finally {
        await session.kill();
      }
    }),
  );
  return wrong.flat();
}

const differentTimes = (asked: { path: string; mtimeNs: bigint }[], times: InodeTimes[]): string[] =>
  asked.flatMap(({ path, mtimeNs }, index) => {
    const want = inodeTime(mtimeNs);
    const have = times[index]?.mtime;
    if (have?.low === want.low && have.extra === want.extra) return [];
    return [`/${path} has not the time stamp ${mtimeNs} (nanoseconds) that was meant`];
  });

/** debugfs 1.47.3 writes files beyond this size wrongly. */
const largeFile = 2 ** 31;

/** A sentence where this debugfs can't write one of the entries; null when it can. `banner` is what `debugfs -V` says. */
export function largeFileProblem(banner: string, entries: Iterable<TreeEntry>): string | null {
  if (!/^debugfs 1\.47\.3\b/m.test(banner)) return null;
  for (const { entry } of entries) {
    if (entry.type === 'file' && entry.size >= largeFile)
      return `debugfs 1.47.3 writes files beyond 2 GiB wrongly and /${entry.path} has ${entry.size} bytes: install another version of e2fsprogs.`;
  }
  return null;
}

/** Throws a prerequisite error where this machine's debugfs can't write one of the entries. */
export const checkLargeFiles = (banner: string, entries: Iterable<TreeEntry>): void => {
  const problem = largeFileProblem(banner, entries);
  if (problem !== null) throw prerequisiteError(problem);
};
