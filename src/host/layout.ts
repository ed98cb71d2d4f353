import path from 'node:path';
import envPaths from 'env-paths';

/** Where everything of one deploy root and of the user's cache lies. All paths are absolute. */
export interface Layout {
  /** The deploy root: the folder with build_order.txt. */
  root: string;
  /** .smechdeploy in the deploy root: runs, work folders, composition records. */
  state: string;
  runs: string;
  work: string;
  targets: string;
  images: string;
  /** Vendored sources, first place of every source. */
  vendored: string[];
  sourcesLock: string;
  cache: CacheLayout;
}

export interface CacheLayout {
  root: string;
  /** Fetched files: sources/<sha256>/<file>. */
  sources: string;
  /** Captured layers: layers/<fingerprint>/{manifest.json,tree/}. */
  layers: string;
  ccache: string;
  /** Debian systems that recipes are compiled in, one folder each. */
  buildRoots: string;
  /** Private apt state, one folder a suite. */
  apt: string;
  /** What is known of files' hashes. */
  hashes: string;
}

/** The user's cache, shared by all deploy roots: SMECHDEPLOY_CACHE_DIR or the XDG cache folder. */
export function cacheLayout(env: NodeJS.ProcessEnv = process.env): CacheLayout {
  const root = path.resolve(env.SMECHDEPLOY_CACHE_DIR || envPaths('smechdeploy', { suffix: '' }).cache);
  return {
    root,
    sources: path.join(root, 'sources'),
    layers: path.join(root, 'layers'),
    ccache: path.join(root, 'ccache'),
    buildRoots: path.join(root, 'build-roots'),
    apt: path.join(root, 'apt'),
    hashes: path.join(root, 'hashes'),
  };
}

/** Where everything of this deploy root lies; `root` must be absolute. Nothing is looked at or made. */
export function layoutOf(root: string, env: NodeJS.ProcessEnv = process.env): Layout {
  const state = path.join(root, '.smechdeploy');
  return {
    root,
    state,
    runs: path.join(state, 'runs'),
    work: path.join(state, 'work'),
    targets: path.join(state, 'target'),
    images: path.join(root, 'images'),
    vendored: [path.join(root, 'essentials/sources'), path.join(root, 'deps')],
    sourcesLock: path.join(root, 'essentials/sources.lock.json'),
    cache: cacheLayout(env),
  };
}
