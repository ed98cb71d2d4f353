import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Layout, layoutOf } from '../../src/host/layout.js';
import { DeploySettings } from '../../src/host/settings.js';
import type { CatalogEntry, SourceFile, SourceVariant } from '../../src/sources/define.js';
import { type FetchOptions, fetchSources } from '../../src/sources/fetch.js';
import { sha256 } from './server.js';

/** A deploy root and a cache of their own, with a log of what a fetch says. */
export class Workplace {
  readonly log: string[] = [];
  readonly layout: Layout;
  readonly folder: string;
  settings = DeploySettings.parse({});

  private constructor(folder: string) {
    this.folder = folder;
    this.layout = layoutOf(path.join(folder, 'root'), { SMECHDEPLOY_CACHE_DIR: path.join(folder, 'cache') });
  }

  static async make(): Promise<Workplace> {
    const place = new Workplace(await mkdtemp(path.join(tmpdir(), 'sources-')));
    await mkdir(place.layout.root);
    return place;
  }

  remove = () => rm(this.folder, { recursive: true, force: true });

  set(settings: unknown): void {
    this.settings = DeploySettings.parse(settings);
  }

  async put(file: string, content: Buffer | string): Promise<string> {
    const at = path.resolve(this.layout.root, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, content);
    return at;
  }

  fetch(entries: CatalogEntry[], options: Partial<FetchOptions> = {}): Promise<void> {
    return fetchSources(
      entries.map((entry) => entry.name),
      {
        layout: this.layout,
        settings: this.settings,
        entries,
        timeouts: { answer: 300, idle: 300 },
        log: (text) => this.log.push(text),
        ...options,
      },
    );
  }

  /** Everything in the cache's folder of sources, as `SHA/FILE`. */
  async cached(): Promise<string[]> {
    const found: string[] = [];
    for (const folder of await readdir(this.layout.cache.sources).catch(() => [])) {
      for (const file of await readdir(path.join(this.layout.cache.sources, folder))) found.push(`${folder}/${file}`);
    }
    return found.sort();
  }

  lockText = () => readFile(this.layout.sourcesLock, 'utf8');
}

export const sourceFile = (file: string, content: Buffer, urls: string[]): SourceFile => ({
  file,
  sha256: sha256(content),
  size: content.length,
  places: urls.map((url) => ({ kind: 'url', url })),
});

export const entryOf = (name: string, ...variants: SourceVariant[]): CatalogEntry => ({
  name,
  license: 'MIT',
  homepage: 'https://example.org/',
  variants,
});
