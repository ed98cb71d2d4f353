/** The first version-like number in what a program says about itself; null when there is none. */
export function versionIn(output: string): string | null {
  return /\d+(?:\.\d+)+/.exec(output)?.[0] ?? /(?<![\w.])\d+(?![\w.])/.exec(output)?.[0] ?? null;
}

/** Compares versions by their numeric fields, missing ones being 0: below zero when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [fields(a), fields(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const fields = (version: string) => version.match(/\d+/g)?.map(Number) ?? [];
