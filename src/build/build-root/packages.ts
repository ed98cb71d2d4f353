/** An installed package of Debian. */
export interface InstalledPackage {
  name: string;
  version: string;
}

/** Reads dpkg's status file: what is installed, sorted by name. */
export function installedPackages(status: string): InstalledPackage[] {
  return status
    .split(/\n\n+/)
    .flatMap((stanza) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1];
      const [name, version] = [field('Package'), field('Version')];
      const there = field('Status')?.endsWith(' installed') ?? false;
      return name !== undefined && version !== undefined && there ? [{ name, version }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
