const breaks = /[\n\r]/;

/** debugfs reads its commands line by line, so a name with a line break can't be said to it: such an entry is written under another name and renamed at the end. */
export class SpokenNames {
  readonly #spoken = new Map<string, string>();
  readonly #real = new Map<string, string>();

  /** The path to write to. Names of the same folder and spelling get the same one. */
  path(real: string): string {
    if (!breaks.test(real)) return real;
    return real
      .split('/')
      .map((name) => (breaks.test(name) ? this.#nameFor(name) : name))
      .join('/');
  }

  /** What `path` stands for. */
  real(path: string): string {
    if (this.#real.size === 0) return path;
    return path
      .split('/')
      .map((name) => this.#real.get(name) ?? name)
      .join('/');
  }

  /** The renamings for these written paths, deepest first: folders above still have their other names then. */
  renames(paths: Iterable<string>): { path: string; name: string }[] {
    if (this.#real.size === 0) return [];
    const found = new Map<string, string>();
    for (const path of paths) {
      const parts = path.split('/');
      for (const [index, part] of parts.entries()) {
        const name = this.#real.get(part);
        if (name !== undefined) found.set(parts.slice(0, index + 1).join('/'), name);
      }
    }
    const depth = (path: string) => path.split('/').length;
    return [...found].map(([path, name]) => ({ path, name })).sort((a, b) => depth(b.path) - depth(a.path));
  }

  #nameFor(name: string): string {
    const known = this.#spoken.get(name);
    if (known !== undefined) return known;
    const made = `.smechdeploy-name-${this.#spoken.size}`;
    this.#spoken.set(name, made);
    this.#real.set(made, name);
    return made;
  }
}

export const hasBreak = (text: string): boolean => breaks.test(text);
