import type { Layout } from '../host/layout.js';
import type { DeploySettings } from '../host/settings.js';
import type { Place, SourceFile } from './define.js';
import type { Attempt } from './places/attempt.js';
import type { DebianArchive } from './places/debian.js';
import { fromMirror, isRemoteMirror, onMirror } from './places/mirror.js';
import { fromUrl } from './places/url.js';

/** A place to ask for one file. */
export interface Asked {
  /** As the lock and the log say it. */
  label: string;
  /** For the error message: the host, or the folder. */
  short: string;
  /** Needs the network. */
  remote: boolean;
  get: (attempt: Attempt, debian: DebianArchive) => Promise<void>;
}

/** The places of a file in the order in which they are asked: the operator's mirrors, then the catalog's. */
export function placesOf(file: SourceFile, layout: Layout, settings: DeploySettings): Asked[] {
  const mirrors = settings.mirrors.map(
    (mirror): Asked => ({
      label: onMirror(mirror, file.file, layout.root),
      short: mirror,
      remote: isRemoteMirror(mirror),
      get: (attempt) => fromMirror(mirror, file.file, attempt),
    }),
  );
  return [...mirrors, ...file.places.map(ask)];
}

function ask(place: Place): Asked {
  if (place.kind === 'url') {
    const { host } = new URL(place.url);
    return { label: place.url, short: host, remote: true, get: (attempt) => fromUrl(place.url, attempt) };
  }
  const what = place.kind === 'debian-source' ? `source ${place.source}` : `package ${place.package}`;
  return {
    label: `Debian ${place.suite} ${what} ${place.version}`,
    short: `Debian ${place.suite}`,
    remote: true,
    get: (attempt, debian) => debian.get(place, attempt),
  };
}
