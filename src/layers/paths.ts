import { failure } from '../host/errors.js';

/**
 * A path below a layer's or target's root as it stands in a manifest: relative, without `.`, `..` or empty parts.
 * Anything else is refused, so that nothing can point outside.
 */
export function checkLayerPath(name: string): string {
  const bad =
    name === '' || name.includes('\0') || name.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (bad) {
    throw failure(
      `The path ${JSON.stringify(name)} can't be in a layer: it must be relative to the target's root, without "." or "..".`,
    );
  }
  return name;
}

/** The folder of a layer path; '' is the root. */
export function parentOf(name: string): string {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? '' : name.slice(0, slash);
}

/** All folders above a layer path, the nearest last. */
export function ancestorsOf(name: string): string[] {
  const result: string[] = [];
  for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1))
    result.push(name.slice(0, slash));
  return result;
}

/**
 * Walks a path from the root as a kernel would under chroot: links on the way are followed, `..` stops at the root.
 * `linkAt` gives the target of the link at a resolved path, undefined where there is none. The last part is followed on request.
 */
export function resolveWithin(
  name: string,
  linkAt: (resolved: string) => string | undefined,
  followLast: boolean,
): string {
  let rest = name.split('/');
  let done: string[] = [];
  let hops = 0;
  while (rest.length > 0) {
    const [part = '', ...later] = rest;
    rest = later;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done.pop();
      continue;
    }
    const target = rest.length > 0 || followLast ? linkAt([...done, part].join('/')) : undefined;
    if (target === undefined) {
      done.push(part);
      continue;
    }
    if (++hops > maxLinks)
      throw failure(`The path ${name} leads through a loop of symbolic links: correct the links on its way.`);
    if (target.startsWith('/')) done = [];
    rest = [...target.split('/'), ...rest];
  }
  return done.join('/');
}

/** As the kernel's limit. */
const maxLinks = 40;
